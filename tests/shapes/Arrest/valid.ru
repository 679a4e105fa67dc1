DELETE WHERE { s:Arrest-1 kg:target ?old } ;
INSERT DATA { s:Arrest-1 kg:target "somebody or something" } ;
INSERT DATA { s:Arrest-1 kg:purpose "a better harbour" } ;
