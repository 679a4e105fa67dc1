DELETE DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> a oa:TextPositionSelector ; oa:start 0 ; oa:end 58 } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58> oa:hasSelector <evidence/courier-1.0-58/position> . <evidence/courier-1.0-58/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end 58 } } ;
