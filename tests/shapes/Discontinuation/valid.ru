DELETE WHERE { s:Discontinuation-1 kg:product ?old } ;
INSERT DATA { s:Discontinuation-1 kg:product "somebody or something" } ;
INSERT DATA { s:Discontinuation-1 kg:purpose "a better harbour" } ;
