# expect: Copy
DELETE WHERE { a:mirror-3 schema:isBasedOn ?old } ;
