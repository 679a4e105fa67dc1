DELETE WHERE { s:Headquarters-1 kg:place ?old } ;
INSERT DATA { s:Headquarters-1 kg:place "somebody or something" } ;
