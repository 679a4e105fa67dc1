# expect: Launch-agent
DELETE WHERE { s:Launch-1 kg:agent ?old } ;

# expect: Launch-product
DELETE WHERE { s:Launch-1 kg:product ?old } ;

# expect: Launch-agentType
DELETE WHERE { s:Launch-1 kg:agent ?old } ;
INSERT DATA { s:Launch-1 kg:agent e:badgecam } ;

# expect: Launch-productType
DELETE WHERE { s:Launch-1 kg:product ?old } ;
INSERT DATA { s:Launch-1 kg:product e:ortiz } ;

# expect: Launch-product Launch-productType
DELETE WHERE { s:Launch-1 kg:product ?old } ;
INSERT DATA { s:Launch-1 kg:product e:nothing } ;

# expect: Launch
DELETE DATA { s:Launch-1 a kg:Event } ;
INSERT DATA { s:Launch-1 a kg:State } ;
