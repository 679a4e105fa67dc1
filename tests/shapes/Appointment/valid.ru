DELETE WHERE { s:Appointment-1 kg:organization ?old } ;
INSERT DATA { s:Appointment-1 kg:organization "somebody or something" } ;
INSERT DATA { s:Appointment-1 kg:purpose "a better harbour" } ;
