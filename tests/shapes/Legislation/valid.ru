DELETE WHERE { s:Legislation-1 kg:law ?old } ;
INSERT DATA { s:Legislation-1 kg:law "somebody or something" } ;
INSERT DATA { s:Legislation-1 kg:purpose "a better harbour" } ;
