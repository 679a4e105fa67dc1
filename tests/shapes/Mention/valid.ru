INSERT DATA { GRAPH g:courier-1 { m:extra kg:refersTo e:norvane ; kg:mentionKind kg:Pronoun ; a kg:Mention ; oa:hasSource <article/courier-1/text> ; oa:start 12 ; oa:end 15 ; oa:exact "its" } } ;
