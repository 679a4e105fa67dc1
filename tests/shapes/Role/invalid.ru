# expect: Role-holder
DELETE WHERE { s:Role-1 kg:holder ?old } ;

# expect: Role-holderType
DELETE WHERE { s:Role-1 kg:holder ?old } ;
INSERT DATA { s:Role-1 kg:holder e:skies } ;

# expect: Role-organizationType
DELETE WHERE { s:Role-1 kg:organization ?old } ;
INSERT DATA { s:Role-1 kg:organization e:badgecam } ;

# expect: Role
DELETE DATA { s:Role-1 a kg:State } ; INSERT DATA { s:Role-1 a kg:Event } ;

# expect: Membership-member
DELETE WHERE { s:Role-1 org:member ?old } ;

# expect: Membership-organization
DELETE WHERE { s:Role-1 org:organization ?old } ;

# expect: Membership Membership-member Membership-organization
INSERT DATA { s:Test-1 a org:Membership } ;
