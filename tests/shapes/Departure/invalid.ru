# expect: Departure-person
DELETE WHERE { s:Departure-1 kg:person ?old } ;

# expect: Departure-personType
DELETE WHERE { s:Departure-1 kg:person ?old } ;
INSERT DATA { s:Departure-1 kg:person e:badgecam } ;

# expect: Departure-organizationType
DELETE WHERE { s:Departure-1 kg:organization ?old } ;
INSERT DATA { s:Departure-1 kg:organization e:badgecam } ;

# expect: Departure-organization Departure-organizationType
DELETE WHERE { s:Departure-1 kg:organization ?old } ;
INSERT DATA { s:Departure-1 kg:organization e:nothing } ;

# expect: Departure-position
INSERT DATA { s:Departure-1 kg:position e:norvane } ;

# expect: Departure
DELETE DATA { s:Departure-1 a kg:Event } ;
INSERT DATA { s:Departure-1 a kg:State } ;
