# expect: Ownership-parent
DELETE WHERE { s:Ownership-1 kg:parent ?old } ;

# expect: Ownership-subsidiary
DELETE WHERE { s:Ownership-1 kg:subsidiary ?old } ;

# expect: Ownership-parentType
DELETE WHERE { s:Ownership-1 kg:parent ?old } ;
INSERT DATA { s:Ownership-1 kg:parent e:badgecam } ;

# expect: Ownership-subsidiaryType
DELETE WHERE { s:Ownership-1 kg:subsidiary ?old } ;
INSERT DATA { s:Ownership-1 kg:subsidiary e:ortiz } ;

# expect: Ownership-subsidiary Ownership-subsidiaryType
DELETE WHERE { s:Ownership-1 kg:subsidiary ?old } ;
INSERT DATA { s:Ownership-1 kg:subsidiary e:nothing } ;

# expect: Ownership
DELETE DATA { s:Ownership-1 a kg:State } ;
INSERT DATA { s:Ownership-1 a kg:Event } ;
