# expect: Meeting-party
DELETE WHERE { s:Meeting-1 kg:party ?old } ;

# expect: Meeting-partyType
DELETE WHERE { s:Meeting-1 kg:party ?old } ;
INSERT DATA { s:Meeting-1 kg:party e:badgecam } ;

# expect: Meeting-party Meeting-partyType
DELETE WHERE { s:Meeting-1 kg:party ?old } ;
INSERT DATA { s:Meeting-1 kg:party e:nothing } ;

# expect: Meeting
DELETE DATA { s:Meeting-1 a kg:Event } ;
INSERT DATA { s:Meeting-1 a kg:State } ;
