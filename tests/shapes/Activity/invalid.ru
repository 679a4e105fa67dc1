# expect: Activity-graph
INSERT DATA { <activity/courier-1> a prov:Activity } ;

# expect: Activity-used
DELETE WHERE { GRAPH g:courier-1 { <activity/courier-1> prov:used ?old } } ;

# expect: Activity-agent
DELETE WHERE { GRAPH g:courier-1 { <activity/courier-1> prov:wasAssociatedWith ?old } } ;

# expect: Activity-version
DELETE WHERE { GRAPH g:courier-1 { <activity/courier-1> schema:softwareVersion ?old } } ;

# expect: Activity-generated
DELETE WHERE { GRAPH g:courier-1 { g:courier-1 prov:wasGeneratedBy ?old } } ;

# expect: Activity-generated
INSERT DATA { GRAPH g:courier-1 { g:gazette-2 prov:wasGeneratedBy <activity/courier-1> } } ;
