# expect: Criticism-critic
DELETE WHERE { s:Criticism-1 kg:critic ?old } ;

# expect: Criticism-criticType
DELETE WHERE { s:Criticism-1 kg:critic ?old } ;
INSERT DATA { s:Criticism-1 kg:critic e:badgecam } ;

# expect: Criticism-target Criticism-targetType
DELETE WHERE { s:Criticism-1 kg:target ?old } ;
INSERT DATA { s:Criticism-1 kg:target e:nothing } ;

# expect: Criticism
DELETE DATA { s:Criticism-1 a kg:Event } ;
INSERT DATA { s:Criticism-1 a kg:State } ;
