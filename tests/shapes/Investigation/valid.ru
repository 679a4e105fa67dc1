DELETE WHERE { s:Investigation-1 kg:target ?old } ;
INSERT DATA { s:Investigation-1 kg:target "somebody or something" } ;
INSERT DATA { s:Investigation-1 kg:purpose "a better harbour" } ;
