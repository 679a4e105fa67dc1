DELETE WHERE { s:Criticism-1 kg:target ?old } ;
INSERT DATA { s:Criticism-1 kg:target "somebody or something" } ;
