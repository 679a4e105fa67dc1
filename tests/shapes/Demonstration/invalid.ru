# expect: Demonstration
DELETE DATA { s:Demonstration-1 a kg:Event } ; INSERT DATA { s:Demonstration-1 a kg:State } ;

# expect: Demonstration-agent Demonstration-agentType
DELETE WHERE { s:Demonstration-1 kg:agent ?old } ;
INSERT DATA { s:Demonstration-1 kg:agent e:nobody } ;

# expect: Demonstration-agentType
DELETE WHERE { s:Demonstration-1 kg:agent ?old } ;
INSERT DATA { s:Demonstration-1 kg:agent e:badgecam } ;

# expect: Demonstration-theme Demonstration-themeType
DELETE WHERE { s:Demonstration-1 kg:theme ?old } ;
INSERT DATA { s:Demonstration-1 kg:theme e:nothing } ;

# expect: Demonstration-recipientType
DELETE WHERE { s:Demonstration-1 kg:recipient ?old } ;
INSERT DATA { s:Demonstration-1 kg:recipient e:badgecam } ;
