DELETE WHERE { GRAPH g:courier-1 { <article/courier-1/text> schema:sha256 ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <article/courier-1/text> schema:sha256 "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a" } } ;
