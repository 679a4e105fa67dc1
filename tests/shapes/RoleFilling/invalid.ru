# expect: RoleFilling
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:value "Norvane" } } ;

# expect: RoleFilling
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler ?old } } ;

# expect: RoleFilling-role
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:role ?old } } ;

# expect: RoleFilling-filler
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler e:nobody } } ;

# expect: RoleFilling-value
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:value "one" , "two" } } ;

# expect: RoleFilling-words
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:value "" } } ;

# expect: RoleFilling-start
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> oa:start 7 } } ;

# expect: RoleFilling-start
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> oa:start ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> oa:start -1 } } ;

# expect: RoleFilling-end
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> oa:end 700 } } ;
