DELETE WHERE { GRAPH g:courier-1 { ?node oa:prefix ?old } } ;
