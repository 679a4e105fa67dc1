DELETE WHERE { s:Founding-1 kg:organization ?old } ;
INSERT DATA { s:Founding-1 kg:organization "somebody or something" } ;
INSERT DATA { s:Founding-1 kg:purpose "a better harbour" } ;
