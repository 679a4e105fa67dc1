DELETE WHERE { s:Advocacy-1 kg:addressee ?old } ;
INSERT DATA { s:Advocacy-1 kg:addressee "somebody or something" } ;
