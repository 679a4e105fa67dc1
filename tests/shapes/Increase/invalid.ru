# expect: Increase-measure
DELETE WHERE { s:Increase-1 kg:measure ?old } ;

# expect: Increase-measure
DELETE WHERE { s:Increase-1 kg:measure ?old } ;
INSERT DATA { s:Increase-1 kg:measure e:nothing } ;

# expect: Increase-bearerType
INSERT DATA { s:Increase-1 kg:bearer e:badgecam } ;

# expect: Increase-change
INSERT DATA { s:Increase-1 kg:change e:badgecam } ;

# expect: Increase-level
INSERT DATA { s:Increase-1 kg:level e:badgecam } ;

# expect: Increase-cause
INSERT DATA { s:Increase-1 kg:cause e:badgecam } ;

# expect: Increase
DELETE DATA { s:Increase-1 a kg:Event } ;
INSERT DATA { s:Increase-1 a kg:State } ;
