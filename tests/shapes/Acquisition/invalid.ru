# expect: Acquisition-target
DELETE WHERE { s:Acquisition-1 kg:target ?old } ;

# expect: Acquisition-acquirerType
DELETE WHERE { s:Acquisition-1 kg:acquirer ?old } ;
INSERT DATA { s:Acquisition-1 kg:acquirer e:badgecam } ;

# expect: Acquisition-targetType
DELETE WHERE { s:Acquisition-1 kg:target ?old } ;
INSERT DATA { s:Acquisition-1 kg:target e:ortiz } ;

# expect: Acquisition-target Acquisition-targetType
DELETE WHERE { s:Acquisition-1 kg:target ?old } ;
INSERT DATA { s:Acquisition-1 kg:target e:nothing } ;

# expect: Acquisition-amount
INSERT DATA { s:Acquisition-1 kg:amount e:norvane } ;

# expect: Acquisition
DELETE DATA { s:Acquisition-1 a kg:Event } ;
INSERT DATA { s:Acquisition-1 a kg:State } ;
