# expect: Development-agent
DELETE WHERE { s:Development-1 kg:agent ?old } ;

# expect: Development-product
DELETE WHERE { s:Development-1 kg:product ?old } ;

# expect: Development-agentType
DELETE WHERE { s:Development-1 kg:agent ?old } ;
INSERT DATA { s:Development-1 kg:agent e:badgecam } ;

# expect: Development-productType
DELETE WHERE { s:Development-1 kg:product ?old } ;
INSERT DATA { s:Development-1 kg:product e:ortiz } ;

# expect: Development-product Development-productType
DELETE WHERE { s:Development-1 kg:product ?old } ;
INSERT DATA { s:Development-1 kg:product e:nothing } ;

# expect: Development
DELETE DATA { s:Development-1 a kg:Event } ;
INSERT DATA { s:Development-1 a kg:State } ;
