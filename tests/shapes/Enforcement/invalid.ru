# expect: Enforcement-target
DELETE WHERE { s:Enforcement-1 kg:target ?old } ;

# expect: Enforcement-authorityType
DELETE WHERE { s:Enforcement-1 kg:authority ?old } ;
INSERT DATA { s:Enforcement-1 kg:authority e:badgecam } ;

# expect: Enforcement-targetType
DELETE WHERE { s:Enforcement-1 kg:target ?old } ;
INSERT DATA { s:Enforcement-1 kg:target e:cameraact } ;

# expect: Enforcement-target Enforcement-targetType
DELETE WHERE { s:Enforcement-1 kg:target ?old } ;
INSERT DATA { s:Enforcement-1 kg:target e:nothing } ;

# expect: Enforcement-amount
INSERT DATA { s:Enforcement-1 kg:amount e:norvane } ;

# expect: Enforcement
DELETE DATA { s:Enforcement-1 a kg:Event } ;
INSERT DATA { s:Enforcement-1 a kg:State } ;
