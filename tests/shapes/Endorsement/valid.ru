DELETE WHERE { s:Endorsement-1 kg:target ?old } ;
INSERT DATA { s:Endorsement-1 kg:target "somebody or something" } ;
