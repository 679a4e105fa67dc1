# expect: Article-graph
INSERT DATA { GRAPH g:courier-1 { a:courier-1 a schema:NewsArticle } } ;

# expect: Article-language
DELETE WHERE { a:courier-1 schema:inLanguage ?old } ;

# expect: Article-headline
INSERT DATA { a:courier-1 schema:headline "Another" } ;

# expect: Article-title
DELETE WHERE { a:courier-1 schema:headline ?old } ;

# expect: Article-datePublished
INSERT DATA { a:courier-1 schema:datePublished "2031-03-07"^^xsd:date } ;

# expect: Article-date
DELETE WHERE { a:courier-1 schema:datePublished ?old } ;
INSERT DATA { a:courier-1 schema:datePublished "last Tuesday" } ;

# expect: Article-publisher
DELETE WHERE { a:courier-1 schema:publisher ?old } ;
INSERT DATA { a:courier-1 schema:publisher "a name" } ;

# expect: Article-outlet
DELETE WHERE { a:courier-1 schema:publisher ?old } ;

# expect: Article-url
DELETE WHERE { a:courier-1 schema:url ?old } ;
INSERT DATA { a:courier-1 schema:url <javascript:alert(1)> } ;

# expect: Article-isBasedOn
DELETE WHERE { a:mirror-3 schema:isBasedOn ?old } ;
INSERT DATA { a:mirror-3 schema:isBasedOn a:nowhere } ;

# expect: Article-sourceOrganization
DELETE WHERE { a:ledger-4 schema:sourceOrganization ?old } ;
INSERT DATA { a:ledger-4 schema:sourceOrganization e:ortiz } ;
