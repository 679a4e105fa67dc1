DELETE WHERE { s:Enforcement-1 kg:target ?old } ;
INSERT DATA { s:Enforcement-1 kg:target "somebody or something" } ;
INSERT DATA { s:Enforcement-1 kg:purpose "a better harbour" } ;
