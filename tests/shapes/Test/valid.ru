DELETE WHERE { s:Test-1 kg:product ?old } ;
INSERT DATA { s:Test-1 kg:product "some cameras" } ;
