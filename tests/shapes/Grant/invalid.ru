# expect: Grant-donorType
INSERT DATA { s:Grant-1 kg:donor e:badgecam } ;

# expect: Grant-recipient
DELETE WHERE { s:Grant-1 kg:recipient ?old } ;

# expect: Grant-recipientType
DELETE WHERE { s:Grant-1 kg:recipient ?old } ;
INSERT DATA { s:Grant-1 kg:recipient e:badgecam } ;

# expect: Grant-theme
INSERT DATA { s:Grant-1 kg:theme e:badgecam } ;

# expect: Grant-amount
INSERT DATA { s:Grant-1 kg:amount e:badgecam } ;

# expect: Grant-purpose
INSERT DATA { s:Grant-1 kg:purpose e:badgecam } ;

# expect: Grant
DELETE DATA { s:Grant-1 a kg:Event } ;
INSERT DATA { s:Grant-1 a kg:State } ;
