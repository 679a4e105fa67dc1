DELETE WHERE { s:Departure-1 kg:organization ?old } ;
INSERT DATA { s:Departure-1 kg:organization "somebody or something" } ;
INSERT DATA { s:Departure-1 kg:purpose "a better harbour" } ;
