DELETE WHERE { s:Launch-1 kg:product ?old } ;
INSERT DATA { s:Launch-1 kg:product "somebody or something" } ;
INSERT DATA { s:Launch-1 kg:purpose "a better harbour" } ;
