# expect: Test-agent
DELETE WHERE { s:Test-1 kg:agent ?old } ;

# expect: Test-agentType
DELETE WHERE { s:Test-1 kg:agent ?old } ;
INSERT DATA { s:Test-1 kg:agent e:badgecam } ;

# expect: Test-productType
DELETE WHERE { s:Test-1 kg:product ?old } ;
INSERT DATA { s:Test-1 kg:product e:ortiz } ;

# expect: Test-product Test-productType
DELETE WHERE { s:Test-1 kg:product ?old } ;
INSERT DATA { s:Test-1 kg:product e:nothing } ;
