# expect: Investigation-investigatorType
DELETE WHERE { s:Investigation-1 kg:investigator ?old } ;
INSERT DATA { s:Investigation-1 kg:investigator e:badgecam } ;

# expect: Investigation-targetType
DELETE WHERE { s:Investigation-1 kg:target ?old } ;
INSERT DATA { s:Investigation-1 kg:target e:cameraact } ;

# expect: Investigation-target Investigation-targetType
DELETE WHERE { s:Investigation-1 kg:target ?old } ;
INSERT DATA { s:Investigation-1 kg:target e:nothing } ;

# expect: Investigation
DELETE DATA { s:Investigation-1 a kg:Event } ;
INSERT DATA { s:Investigation-1 a kg:State } ;
