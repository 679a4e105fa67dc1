# expect: Lawsuit-defendant
DELETE WHERE { s:Lawsuit-1 kg:defendant ?old } ;

# expect: Lawsuit-plaintiffType
DELETE WHERE { s:Lawsuit-1 kg:plaintiff ?old } ;
INSERT DATA { s:Lawsuit-1 kg:plaintiff e:badgecam } ;

# expect: Lawsuit-courtType
INSERT DATA { s:Lawsuit-1 kg:court e:ortiz } ;

# expect: Lawsuit-cause
DELETE WHERE { s:Lawsuit-1 kg:cause ?old } ;
INSERT DATA { s:Lawsuit-1 kg:cause e:badgecam } ;
