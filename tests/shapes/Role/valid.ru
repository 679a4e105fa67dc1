DELETE WHERE { s:Role-1 kg:position ?old } ;
INSERT DATA { s:Role-1 kg:position "head of research" } ;
