DELETE WHERE { s:OpenEvent-1 kg:theme ?old } ;
INSERT DATA { s:OpenEvent-1 kg:theme "somebody or something" ; kg:partyAgainst e:harbour ; kg:amount "3 per cent" } ;
