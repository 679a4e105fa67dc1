# expect: Investment-investorType
DELETE WHERE { s:Investment-1 kg:investor ?old } ;
INSERT DATA { s:Investment-1 kg:investor e:badgecam } ;

# expect: Investment-targetType
DELETE WHERE { s:Investment-1 kg:target ?old } ;
INSERT DATA { s:Investment-1 kg:target e:cameraact } ;

# expect: Investment-target Investment-targetType
DELETE WHERE { s:Investment-1 kg:target ?old } ;
INSERT DATA { s:Investment-1 kg:target e:nothing } ;

# expect: Investment-amount
INSERT DATA { s:Investment-1 kg:amount e:norvane } ;

# expect: Investment
DELETE DATA { s:Investment-1 a kg:Event } ;
INSERT DATA { s:Investment-1 a kg:State } ;
