DELETE WHERE { a:mirror-3 schema:isBasedOn ?old } ;
INSERT DATA { a:mirror-3 schema:sourceOrganization e:wire } ;
