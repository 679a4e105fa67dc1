# expect: Mention-refersTo
DELETE DATA { GRAPH g:mirror-3 { <mention/c3a4810e26ff> kg:refersTo e:norvane } } ;

# expect: Mention-mentionKind
DELETE DATA { GRAPH g:mirror-3 { <mention/c3a4810e26ff> kg:mentionKind kg:Name } } ;

# expect: Mention
DELETE DATA { GRAPH g:mirror-3 { <mention/c3a4810e26ff> a oa:SpecificResource } } ;
