# expect: Attack-agentType
INSERT DATA { s:Attack-1 kg:agent e:badgecam } ;

# expect: Attack-target
DELETE WHERE { s:Attack-1 kg:target ?old } ;
INSERT DATA { s:Attack-1 kg:target e:nothing } ;

# expect: Attack-victimType
INSERT DATA { s:Attack-1 kg:victim e:badgecam } ;

# expect: Attack-purpose
INSERT DATA { s:Attack-1 kg:purpose e:badgecam } ;

# expect: Attack
DELETE DATA { s:Attack-1 a kg:Event } ;
INSERT DATA { s:Attack-1 a kg:State } ;
