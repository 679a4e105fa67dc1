# expect: Attribution-rank
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> kg:rank ?old } } ;

# expect: Attribution-value
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> kg:value ?old } } ;

# expect: Attribution-agent
DELETE WHERE { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> prov:agent ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { <claim/gazette-2-6/holder-1> prov:agent e:nobody } } ;
