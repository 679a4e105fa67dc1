DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:exact ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:exact "\"quoted\"" } } ;
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/position> oa:end 8 } } ;
