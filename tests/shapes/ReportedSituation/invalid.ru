# expect: ReportedSituation
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:buyer e:harbour } } ;

# expect: ReportedSituation
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:recipient e:harbour } } ;

# expect: ReportedSituation-graph
INSERT DATA { s:Sale-1 a kg:ReportedSituation } ;

# expect: ReportedSituation-frame
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:frame ?old } } ;

# expect: ReportedSituation-reason
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:reason ?old } } ;

# expect: ReportedSituation-direction
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:direction kg:Affirmed } } ;

# expect: ReportedSituation-hasRole
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:hasRole e:nobody } } ;

# expect: ReportedSituation-claims
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:supportedBy ?old } } ;
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:opposedBy ?old } } ;

# expect: ReportedSituation-supportedBy
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:supportedBy c:gazette-2-6 } } ;

# expect: ReportedSituation-claims ReportedSituation-opposedBy
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:opposedBy e:nobody } } ;

# expect: ReportedSituation-claimCount
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:claimCount ?old } } ;

# expect: ReportedSituation-originCount
DELETE WHERE { GRAPH g:reported { s:Sale-1 kg:originCount ?old } } ;

# expect: ReportedSituation-time
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:time "2031" } } ;

# expect: ReportedSituation-notBefore
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:notBefore "2031" } } ;

# expect: ReportedSituation-notAfter
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:notAfter "2031" } } ;

# expect: ReportedSituation Situation Situation-opposedBy Situation-undenied Situation-type Situation-graph
INSERT DATA { GRAPH g:reported { s:Sale-1 a kg:Situation } } ;

# expect: ReportedSituation-frames
DELETE WHERE { GRAPH g:gazette-2 { c:gazette-2-6 kg:frame ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { c:gazette-2-6 kg:frame kg:Use } } ;

# expect: ReportedSituation-source
INSERT DATA { GRAPH g:reported { s:Sale-3 kg:reason kg:Alleged } } ;

# expect: ReportedSituation-source
INSERT DATA { GRAPH g:reported { s:Sale-3 kg:reason kg:Alleged } } ;
INSERT { GRAPH g:ledger-4 { ?claim kg:attributedTo e:police } } WHERE { GRAPH g:ledger-4 { ?claim kg:about s:Sale-3 } } ;

# expect: ReportedSituation-source
INSERT DATA { GRAPH g:reported { s:Sale-3 kg:reason kg:Alleged } } ;
INSERT { GRAPH g:ledger-4 { ?claim kg:attributedTo e:ortiz } } WHERE { GRAPH g:ledger-4 { ?claim kg:about s:Sale-3 } } ;
DELETE WHERE { e:ortiz rdfs:label ?old } ;
INSERT DATA { e:ortiz rdfs:label "its chief"@en } ;

# expect: ReportedSituation-predicate
INSERT DATA { GRAPH g:reported { s:Sale-1 kg:predicate "" } } ;
