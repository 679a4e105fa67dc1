# expect: Legislation-law
DELETE WHERE { s:Legislation-1 kg:law ?old } ;

# expect: Legislation-proposerType
DELETE WHERE { s:Legislation-1 kg:proposer ?old } ;
INSERT DATA { s:Legislation-1 kg:proposer e:badgecam } ;

# expect: Legislation-lawType
DELETE WHERE { s:Legislation-1 kg:law ?old } ;
INSERT DATA { s:Legislation-1 kg:law e:badgecam } ;

# expect: Legislation-law Legislation-lawType
DELETE WHERE { s:Legislation-1 kg:law ?old } ;
INSERT DATA { s:Legislation-1 kg:law e:nothing } ;

# expect: Legislation
DELETE DATA { s:Legislation-1 a kg:Event } ;
INSERT DATA { s:Legislation-1 a kg:State } ;
