# expect: Partnership-party
DELETE WHERE { s:Partnership-1 kg:party ?old } ;

# expect: Partnership-partyType
DELETE WHERE { s:Partnership-1 kg:party ?old } ;
INSERT DATA { s:Partnership-1 kg:party e:badgecam } ;

# expect: Partnership-party Partnership-partyType
DELETE WHERE { s:Partnership-1 kg:party ?old } ;
INSERT DATA { s:Partnership-1 kg:party e:nothing } ;

# expect: Partnership-subject
INSERT DATA { s:Partnership-1 kg:subject e:norvane } ;

# expect: Partnership
DELETE DATA { s:Partnership-1 a kg:Event } ;
INSERT DATA { s:Partnership-1 a kg:State } ;
