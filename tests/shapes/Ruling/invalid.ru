# expect: Ruling-courtType
INSERT DATA { s:Ruling-1 kg:court e:badgecam } ;

# expect: Ruling-winnerType
INSERT DATA { s:Ruling-1 kg:winner e:badgecam } ;

# expect: Ruling-loserType
INSERT DATA { s:Ruling-1 kg:loser e:badgecam } ;

# expect: Ruling-decision
INSERT DATA { s:Ruling-1 kg:decision e:badgecam } ;

# expect: Ruling-amount
INSERT DATA { s:Ruling-1 kg:amount e:badgecam } ;

# expect: Ruling
DELETE DATA { s:Ruling-1 a kg:Event } ;
INSERT DATA { s:Ruling-1 a kg:State } ;
