# expect: Discontinuation-agent
DELETE WHERE { s:Discontinuation-1 kg:agent ?old } ;

# expect: Discontinuation-product
DELETE WHERE { s:Discontinuation-1 kg:product ?old } ;

# expect: Discontinuation-agentType
DELETE WHERE { s:Discontinuation-1 kg:agent ?old } ;
INSERT DATA { s:Discontinuation-1 kg:agent e:badgecam } ;

# expect: Discontinuation-productType
DELETE WHERE { s:Discontinuation-1 kg:product ?old } ;
INSERT DATA { s:Discontinuation-1 kg:product e:ortiz } ;

# expect: Discontinuation-product Discontinuation-productType
DELETE WHERE { s:Discontinuation-1 kg:product ?old } ;
INSERT DATA { s:Discontinuation-1 kg:product e:nothing } ;

# expect: Discontinuation
DELETE DATA { s:Discontinuation-1 a kg:Event } ;
INSERT DATA { s:Discontinuation-1 a kg:State } ;
