# expect: Pledge-pledger
DELETE WHERE { s:Pledge-1 kg:pledger ?old } ;

# expect: Pledge-pledgerType
DELETE WHERE { s:Pledge-1 kg:pledger ?old } ;
INSERT DATA { s:Pledge-1 kg:pledger e:badgecam } ;

# expect: Pledge-direction
DELETE WHERE { s:Pledge-1 kg:direction ?old } ;

# expect: Pledge-content
DELETE WHERE { s:Pledge-1 kg:content ?old } ;

# expect: Pledge-duration
INSERT DATA { s:Pledge-1 kg:duration "a year" } ;

# expect: Pledge-expires
INSERT DATA { s:Pledge-1 kg:expires "2032" } ;

# expect: Pledge-act
INSERT DATA { s:Pledge-1 kg:product e:facelens } ;

# expect: Pledge-act
INSERT DATA { s:Pledge-1 kg:recipient e:police } ;
