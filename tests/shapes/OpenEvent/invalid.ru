# expect: OpenEvent-predicate
DELETE WHERE { s:OpenEvent-1 kg:predicate ?old } ;

# expect: OpenEvent-predicate
INSERT DATA { s:OpenEvent-1 kg:predicate "outsmart" } ;

# expect: OpenEvent-partyWith
DELETE WHERE { s:OpenEvent-1 kg:partyWith ?old } ;
INSERT DATA { s:OpenEvent-1 kg:partyWith e:nothing } ;

# expect: OpenEvent-placeType
INSERT DATA { s:OpenEvent-1 kg:place e:badgecam } ;

# expect: OpenEvent
DELETE DATA { s:OpenEvent-1 a kg:Event } ;
INSERT DATA { s:OpenEvent-1 a kg:State } ;
