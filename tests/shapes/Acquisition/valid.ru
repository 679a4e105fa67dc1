DELETE WHERE { s:Acquisition-1 kg:target ?old } ;
INSERT DATA { s:Acquisition-1 kg:target "somebody or something" } ;
INSERT DATA { s:Acquisition-1 kg:purpose "a better harbour" } ;
