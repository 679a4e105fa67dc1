# expect: Arrest-agentType
DELETE WHERE { s:Arrest-1 kg:agent ?old } ;
INSERT DATA { s:Arrest-1 kg:agent e:badgecam } ;

# expect: Arrest-targetType
DELETE WHERE { s:Arrest-1 kg:target ?old } ;
INSERT DATA { s:Arrest-1 kg:target e:badgecam } ;

# expect: Arrest-target Arrest-targetType
DELETE WHERE { s:Arrest-1 kg:target ?old } ;
INSERT DATA { s:Arrest-1 kg:target e:nothing } ;

# expect: Arrest
DELETE DATA { s:Arrest-1 a kg:Event } ;
INSERT DATA { s:Arrest-1 a kg:State } ;
