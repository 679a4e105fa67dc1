# expect: Mention-graph
INSERT DATA { <mention/mirror-3.0-7> a kg:Mention } ;

# expect: Mention-refersTo
DELETE DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> kg:refersTo e:norvane } } ;

# expect: Mention-mentionKind
DELETE DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> kg:mentionKind kg:Name } } ;

# expect: Mention-hasSource
DELETE WHERE { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:hasSource ?old } } ;

# expect: Mention-exact
DELETE WHERE { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:exact ?old } } ;

# expect: Mention-length
DELETE WHERE { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:end ?old } } ;
INSERT DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:end 6 } } ;

# expect: Mention-start
DELETE WHERE { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:start ?old } } ;
INSERT DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:start 7 } } ;

# expect: Mention-start
DELETE WHERE { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:start ?old } } ;
INSERT DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:start -1 } } ;

# expect: Mention-end
INSERT DATA { GRAPH g:mirror-3 { <mention/mirror-3.0-7> oa:end 700 } } ;
