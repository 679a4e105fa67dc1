DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:polarity ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:polarity kg:Affirmed } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:direction kg:Undertake ; kg:timeAsWritten "in 2030" } } ;
