# expect: Text-graph
INSERT DATA { <article/courier-1/text> a schema:TextObject } ;

# expect: Text-article Pledge-source
DELETE WHERE { GRAPH g:courier-1 { <article/courier-1/text> schema:encodesCreativeWork ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <article/courier-1/text> schema:encodesCreativeWork a:nowhere } } ;

# expect: Text-sha256
DELETE WHERE { GRAPH g:courier-1 { <article/courier-1/text> schema:sha256 ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <article/courier-1/text> schema:sha256 "abc" } } ;
