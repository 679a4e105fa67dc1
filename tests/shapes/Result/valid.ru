DELETE WHERE { s:Result-1 kg:amount ?old } ;
INSERT DATA { s:Result-1 kg:place e:portmere } ;
