# expect: Situation
INSERT DATA { s:Test-1 a kg:State } ;

# expect: Situation-graph
INSERT DATA { GRAPH g:reported { s:Test-1 a kg:Situation } } ;

# expect: Situation-type Use-product Use-claims
INSERT DATA { s:Demonstration-1 a kg:Use } ;

# expect: Situation-label
DELETE WHERE { s:Test-1 rdfs:label ?old } ;

# expect: Situation-supportedBy
INSERT DATA { s:Test-1 kg:supportedBy e:nobody } ;

# expect: Situation-opposedBy
INSERT DATA { s:Test-1 kg:opposedBy c:gazette-2-6 } ;

# expect: Situation-undenied
DELETE WHERE { GRAPH g:mirror-3 { c:mirror-3-2 kg:polarity ?old } } ; INSERT DATA { GRAPH g:mirror-3 { c:mirror-3-2 kg:polarity kg:Negated } } ;

# expect: Situation-plain
DELETE WHERE { GRAPH g:ledger-4 { c:ledger-4-10 kg:actuality ?old } } ; INSERT DATA { GRAPH g:ledger-4 { c:ledger-4-10 kg:actuality kg:Planned } } ;

# expect: Situation-claimCount
INSERT DATA { s:Pitch-1 kg:claimCount 4 } ;

# expect: Situation-originCount
DELETE WHERE { s:Test-1 kg:originCount ?old } ;
INSERT DATA { s:Test-1 kg:originCount 2 } ;

# expect: Situation-time
INSERT DATA { s:Test-1 kg:time "2031" } ;

# expect: Situation-notBefore
DELETE WHERE { s:Pitch-1 kg:notBefore ?old } ;
INSERT DATA { s:Pitch-1 kg:notBefore "2031-01-01"^^xsd:date } ;

# expect: Situation-notAfter
INSERT DATA { s:Test-1 kg:notAfter "soon" } ;

# expect: Situation-original
INSERT DATA { a:ledger-4 schema:isBasedOn a:gazette-2 } ;
DELETE WHERE { a:ledger-4 schema:sourceOrganization ?old } ;

# expect: Sale-claims
DELETE WHERE { GRAPH g:ledger-4 { c:ledger-4-9 kg:frame ?old } } ;
INSERT DATA { GRAPH g:ledger-4 { c:ledger-4-9 kg:frame kg:Use } } ;
