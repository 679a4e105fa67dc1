INSERT DATA { GRAPH g:release { <release/r1> dcterms:title "Test"@en } } ;
