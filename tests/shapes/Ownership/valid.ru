DELETE WHERE { s:Ownership-1 kg:subsidiary ?old } ;
INSERT DATA { s:Ownership-1 kg:subsidiary "somebody or something" } ;
