# expect: Statement-speaker
INSERT DATA { s:NoComment-1 a kg:Statement } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;

# expect: Statement-speakerType
INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:badgecam } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;

# expect: Statement-addresseeType
INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:ortiz ; kg:addressee e:badgecam } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
