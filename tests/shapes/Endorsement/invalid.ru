# expect: Endorsement-endorser
DELETE WHERE { s:Endorsement-1 kg:endorser ?old } ;

# expect: Endorsement-endorserType
DELETE WHERE { s:Endorsement-1 kg:endorser ?old } ;
INSERT DATA { s:Endorsement-1 kg:endorser e:badgecam } ;

# expect: Endorsement-target
DELETE WHERE { s:Endorsement-1 kg:target ?old } ;
INSERT DATA { s:Endorsement-1 kg:target e:nothing } ;

# expect: Endorsement
DELETE DATA { s:Endorsement-1 a kg:Event } ;
INSERT DATA { s:Endorsement-1 a kg:State } ;
