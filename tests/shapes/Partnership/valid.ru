DELETE WHERE { s:Partnership-1 kg:party ?old } ;
INSERT DATA { s:Partnership-1 kg:party "somebody or something" } ;
INSERT DATA { s:Partnership-1 kg:purpose "a better harbour" } ;
