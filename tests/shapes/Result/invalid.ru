# expect: Result-bearer
DELETE WHERE { s:Result-1 kg:bearer ?old } ;

# expect: Result-bearerType
DELETE WHERE { s:Result-1 kg:bearer ?old } ;
INSERT DATA { s:Result-1 kg:bearer e:badgecam } ;

# expect: Result-measure
DELETE WHERE { s:Result-1 kg:measure ?old } ;

# expect: Result-amount
INSERT DATA { s:Result-1 kg:amount e:badgecam } ;

# expect: Result
DELETE DATA { s:Result-1 a kg:Event } ;
INSERT DATA { s:Result-1 a kg:State } ;
