DELETE WHERE { GRAPH g:courier-1 { <activity/courier-1> schema:softwareVersion ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <activity/courier-1> schema:softwareVersion "9.9" } } ;
