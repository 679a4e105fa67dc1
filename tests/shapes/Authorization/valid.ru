DELETE WHERE { s:Authorization-1 kg:recipient ?old } ;
INSERT DATA { s:Authorization-1 kg:recipient "somebody or something" } ;
INSERT DATA { s:Authorization-1 kg:purpose "a better harbour" } ;
