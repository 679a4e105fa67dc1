# expect: NoComment-agent
DELETE WHERE { s:NoComment-1 kg:agent ?old } ;

# expect: NoComment-agentType
DELETE WHERE { s:NoComment-1 kg:agent ?old } ;
INSERT DATA { s:NoComment-1 kg:agent e:badgecam } ;

# expect: NoComment-outletType
DELETE WHERE { s:NoComment-1 kg:outlet ?old } ;
INSERT DATA { s:NoComment-1 kg:outlet e:badgecam } ;
