DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:exact ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:exact "\"quoted\"" } } ;
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end 8 } } ;
