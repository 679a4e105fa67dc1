DELETE WHERE { s:Grant-1 kg:amount ?old } ;
INSERT DATA { s:Grant-1 kg:theme "two boats" } ;
