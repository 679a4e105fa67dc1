# expect: Appointment-person
DELETE WHERE { s:Appointment-1 kg:person ?old } ;

# expect: Appointment-personType
DELETE WHERE { s:Appointment-1 kg:person ?old } ;
INSERT DATA { s:Appointment-1 kg:person e:badgecam } ;

# expect: Appointment-organizationType
DELETE WHERE { s:Appointment-1 kg:organization ?old } ;
INSERT DATA { s:Appointment-1 kg:organization e:badgecam } ;

# expect: Appointment-organization Appointment-organizationType
DELETE WHERE { s:Appointment-1 kg:organization ?old } ;
INSERT DATA { s:Appointment-1 kg:organization e:nothing } ;

# expect: Appointment-position
INSERT DATA { s:Appointment-1 kg:position e:norvane } ;

# expect: Appointment
DELETE DATA { s:Appointment-1 a kg:Event } ;
INSERT DATA { s:Appointment-1 a kg:State } ;
