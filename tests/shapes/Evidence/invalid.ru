# expect: Evidence-graph
INSERT DATA { <claim/courier-1-0/evidence> a oa:SpecificResource } ;

# expect: Evidence-hasSource
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/evidence> oa:hasSource ?old } } ;

# expect: Evidence-position
DELETE DATA { GRAPH g:courier-1 { <claim/courier-1-0/evidence> oa:hasSelector <claim/courier-1-0/position> } } ;

# expect: Evidence-quote
DELETE DATA { GRAPH g:courier-1 { <claim/courier-1-0/evidence> oa:hasSelector <claim/courier-1-0/quote> } } ;

# expect: Evidence-length
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end 57 } } ;
