# expect: Quotation-graph
INSERT DATA { <quotation/b9fbeee2bc4a> a schema:Quotation } ;

# expect: Quotation-mode
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> kg:quotationMode ?old } } ;

# expect: Quotation-text
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:text ?old } } ;

# expect: Quotation-cue
INSERT DATA { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> kg:cue "said" , "denied" } } ;

# expect: Quotation-speaker
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:spokenByCharacter ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:spokenByCharacter e:nobody } } ;

# expect: Quotation-spoken
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:spokenByCharacter ?old } } ;

# expect: Quotation-recipient
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:recipient ?old } } ;
INSERT DATA { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> schema:recipient e:nobody } } ;

# expect: Quotation-evidence
DELETE WHERE { GRAPH g:courier-1 { <quotation/b9fbeee2bc4a> kg:evidence ?old } } ;
