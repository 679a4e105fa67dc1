# expect: Headquarters-organization
DELETE WHERE { s:Headquarters-1 kg:organization ?old } ;

# expect: Headquarters-place
DELETE WHERE { s:Headquarters-1 kg:place ?old } ;

# expect: Headquarters-organizationType
DELETE WHERE { s:Headquarters-1 kg:organization ?old } ;
INSERT DATA { s:Headquarters-1 kg:organization e:badgecam } ;

# expect: Headquarters-placeType
DELETE WHERE { s:Headquarters-1 kg:place ?old } ;
INSERT DATA { s:Headquarters-1 kg:place e:badgecam } ;

# expect: Headquarters-place Headquarters-placeType
DELETE WHERE { s:Headquarters-1 kg:place ?old } ;
INSERT DATA { s:Headquarters-1 kg:place e:nothing } ;

# expect: Headquarters
DELETE DATA { s:Headquarters-1 a kg:State } ;
INSERT DATA { s:Headquarters-1 a kg:Event } ;
