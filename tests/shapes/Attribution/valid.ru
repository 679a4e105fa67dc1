INSERT DATA { GRAPH g:gazette-2 { c:gazette-2-6 prov:qualifiedAttribution <claim/gazette-2-6/holder-2> . <claim/gazette-2-6/holder-2> a prov:Attribution ; kg:rank 2 ; kg:value "a lawyer" } } ;
