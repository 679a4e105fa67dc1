DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:filler ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <claim/courier-1-0/role-agent> kg:value "a company" } } ;
DELETE WHERE { GRAPH g:courier-1 { <claim/courier-1-0/role-theme> oa:start ?from ; oa:end ?to } } ;
