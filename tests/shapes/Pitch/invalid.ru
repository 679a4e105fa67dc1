# expect: Pitch-agent
DELETE WHERE { s:Pitch-1 kg:agent ?old } ;

# expect: Pitch-themeType
DELETE WHERE { s:Pitch-1 kg:theme ?old } ;
INSERT DATA { s:Pitch-1 kg:theme e:ortiz } ;

# expect: Pitch-recipient Pitch-recipientType
DELETE WHERE { s:Pitch-1 kg:recipient ?old } ;
INSERT DATA { s:Pitch-1 kg:recipient e:nobody } ;

# expect: Pitch-placeType
INSERT DATA { s:Pitch-1 kg:place e:ortiz } ;

# expect: Pitch-purpose
INSERT DATA { s:Pitch-1 kg:purpose e:ortiz } ;
