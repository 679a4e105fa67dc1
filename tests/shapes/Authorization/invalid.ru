# expect: Authorization-authority
DELETE WHERE { s:Authorization-1 kg:authority ?old } ;

# expect: Authorization-authorityType
DELETE WHERE { s:Authorization-1 kg:authority ?old } ;
INSERT DATA { s:Authorization-1 kg:authority e:badgecam } ;

# expect: Authorization-recipientType
DELETE WHERE { s:Authorization-1 kg:recipient ?old } ;
INSERT DATA { s:Authorization-1 kg:recipient e:cameraact } ;

# expect: Authorization-recipient Authorization-recipientType
DELETE WHERE { s:Authorization-1 kg:recipient ?old } ;
INSERT DATA { s:Authorization-1 kg:recipient e:nothing } ;

# expect: Authorization
DELETE DATA { s:Authorization-1 a kg:Event } ;
INSERT DATA { s:Authorization-1 a kg:State } ;
