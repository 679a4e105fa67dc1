DELETE WHERE { s:Contract-1 kg:customer ?old } ;
INSERT DATA { s:Contract-1 kg:customer "somebody or something" } ;
INSERT DATA { s:Contract-1 kg:purpose "a better harbour" } ;
