# expect: TextPositionSelector-start
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start 58 } } ;

# expect: TextPositionSelector-start
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:start -1 } } ;

# expect: TextPositionSelector-end
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end 60 } } ;
