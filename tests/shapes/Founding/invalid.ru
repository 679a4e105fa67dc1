# expect: Founding-organization
DELETE WHERE { s:Founding-1 kg:organization ?old } ;

# expect: Founding-founderType
DELETE WHERE { s:Founding-1 kg:founder ?old } ;
INSERT DATA { s:Founding-1 kg:founder e:badgecam } ;

# expect: Founding-organizationType
DELETE WHERE { s:Founding-1 kg:organization ?old } ;
INSERT DATA { s:Founding-1 kg:organization e:badgecam } ;

# expect: Founding-organization Founding-organizationType
DELETE WHERE { s:Founding-1 kg:organization ?old } ;
INSERT DATA { s:Founding-1 kg:organization e:nothing } ;

# expect: Founding
DELETE DATA { s:Founding-1 a kg:Event } ;
INSERT DATA { s:Founding-1 a kg:State } ;
