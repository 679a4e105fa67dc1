DELETE WHERE { s:Investment-1 kg:target ?old } ;
INSERT DATA { s:Investment-1 kg:target "somebody or something" } ;
INSERT DATA { s:Investment-1 kg:purpose "a better harbour" } ;
