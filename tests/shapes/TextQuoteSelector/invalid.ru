# expect: TextQuoteSelector-exact Evidence-length
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:exact ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:exact "" } } ;

# expect: TextQuoteSelector-prefix
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:prefix "a" , "b" } } ;

# expect: TextQuoteSelector-suffix
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/quote> oa:suffix "a" , "b" } } ;
