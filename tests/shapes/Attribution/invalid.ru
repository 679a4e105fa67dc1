# expect: Attribution-rank
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> kg:rank ?old } } ;

# expect: Attribution-value
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> kg:value ?old } } ;

# expect: Attribution-agent
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> prov:agent ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> prov:agent e:nobody } } ;

# expect: Attribution-start
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> oa:start ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> oa:start 113 } } ;

# expect: Attribution-start
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> oa:start ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> oa:start -1 } } ;

# expect: Attribution-end
INSERT DATA { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> oa:end 11300 } } ;
