INSERT DATA { GRAPH g:reported { s:Sale-1 kg:direction kg:Undertake ; kg:reason kg:Alleged } } ;

INSERT DATA { GRAPH g:reported { s:Sale-3 kg:reason kg:Alleged } } ;
INSERT { GRAPH g:ledger-4 { ?claim kg:attributedTo e:ortiz } } WHERE { GRAPH g:ledger-4 { ?claim kg:about s:Sale-3 } } ;
