DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start 1 } } ;
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end 59 } } ;
