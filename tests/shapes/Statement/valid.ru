INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:harbour ; kg:topic "its records" } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:NoComment } } INSERT { GRAPH ?g { ?claim kg:frame kg:Statement } }
    WHERE { GRAPH ?g { ?claim kg:about s:NoComment-1 ; kg:frame kg:NoComment } } ;
