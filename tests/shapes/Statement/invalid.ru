# expect: Statement-speaker
INSERT DATA { s:NoComment-1 a kg:Statement } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:NoComment } } INSERT { GRAPH ?g { ?claim kg:frame kg:Statement } }
    WHERE { GRAPH ?g { ?claim kg:about s:NoComment-1 ; kg:frame kg:NoComment } } ;

# expect: Statement-speakerType
INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:badgecam } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:NoComment } } INSERT { GRAPH ?g { ?claim kg:frame kg:Statement } }
    WHERE { GRAPH ?g { ?claim kg:about s:NoComment-1 ; kg:frame kg:NoComment } } ;

# expect: Statement-addresseeType
INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:ortiz ; kg:addressee e:badgecam } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:NoComment } } INSERT { GRAPH ?g { ?claim kg:frame kg:Statement } }
    WHERE { GRAPH ?g { ?claim kg:about s:NoComment-1 ; kg:frame kg:NoComment } } ;
