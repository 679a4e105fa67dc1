# expect: Evidence-graph
INSERT DATA { <evidence/courier-1.0-58> a oa:SpecificResource } ;

# expect: Evidence-hasSource
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58> oa:hasSource ?old } } ;

# expect: Evidence-position
DELETE DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> a oa:TextPositionSelector } } ;

# expect: Evidence-quote
DELETE DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> a oa:TextQuoteSelector } } ;

# expect: Evidence-position Evidence-quote
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58> oa:hasSelector ?old } } ;

# expect: Evidence-length
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:end 57 } } ;
