DELETE WHERE { s:Development-1 kg:product ?old } ;
INSERT DATA { s:Development-1 kg:product "somebody or something" } ;
INSERT DATA { s:Development-1 kg:purpose "a better harbour" } ;
