# expect: TextQuoteSelector-exact Evidence-length
DELETE WHERE { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:exact ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <evidence/courier-1.0-58/selector> oa:exact "" } } ;
