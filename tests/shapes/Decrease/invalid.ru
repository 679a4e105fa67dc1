# expect: Decrease-measure
DELETE WHERE { s:Decrease-1 kg:measure ?old } ;

# expect: Decrease-measure
DELETE WHERE { s:Decrease-1 kg:measure ?old } ;
INSERT DATA { s:Decrease-1 kg:measure e:nothing } ;

# expect: Decrease-bearerType
INSERT DATA { s:Decrease-1 kg:bearer e:badgecam } ;

# expect: Decrease-change
INSERT DATA { s:Decrease-1 kg:change e:badgecam } ;

# expect: Decrease-level
INSERT DATA { s:Decrease-1 kg:level e:badgecam } ;

# expect: Decrease-cause
INSERT DATA { s:Decrease-1 kg:cause e:badgecam } ;

# expect: Decrease
DELETE DATA { s:Decrease-1 a kg:Event } ;
INSERT DATA { s:Decrease-1 a kg:State } ;
