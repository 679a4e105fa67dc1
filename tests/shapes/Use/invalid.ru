# expect: Use-agent
DELETE WHERE { s:Use-1 kg:agent ?old } ;

# expect: Use-product
DELETE WHERE { s:Use-1 kg:product ?old } ;

# expect: Use-agentType
DELETE WHERE { s:Use-1 kg:agent ?old } ;
INSERT DATA { s:Use-1 kg:agent e:badgecam } ;

# expect: Use-productType
DELETE WHERE { s:Use-1 kg:product ?old } ;
INSERT DATA { s:Use-1 kg:product e:ortiz } ;

# expect: Use-product Use-productType
DELETE WHERE { s:Use-1 kg:product ?old } ;
INSERT DATA { s:Use-1 kg:product e:nothing } ;

# expect: Use
DELETE DATA { s:Use-1 a kg:Event } ;
INSERT DATA { s:Use-1 a kg:State } ;
