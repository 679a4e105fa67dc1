DELETE WHERE { s:Use-1 kg:product ?old } ;
INSERT DATA { s:Use-1 kg:product "somebody or something" } ;
INSERT DATA { s:Use-1 kg:purpose "a better harbour" } ;
