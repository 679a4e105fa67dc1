DELETE WHERE { s:Meeting-1 kg:party ?old } ;
INSERT DATA { s:Meeting-1 kg:party "somebody or something" } ;
INSERT DATA { s:Meeting-1 kg:purpose "a better harbour" } ;
