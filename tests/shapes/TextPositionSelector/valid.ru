DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:start 1 } } ;
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end 59 } } ;
