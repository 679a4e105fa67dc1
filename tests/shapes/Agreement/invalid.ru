# expect: Agreement-party
DELETE WHERE { s:Agreement-1 kg:party ?old } ;

# expect: Agreement-partyType
DELETE WHERE { s:Agreement-1 kg:party ?old } ;
INSERT DATA { s:Agreement-1 kg:party e:badgecam } ;

# expect: Agreement-subject
INSERT DATA { s:Agreement-1 kg:subject e:badgecam } ;

# expect: Agreement-purpose
INSERT DATA { s:Agreement-1 kg:purpose e:badgecam } ;

# expect: Agreement
DELETE DATA { s:Agreement-1 a kg:Event } ;
INSERT DATA { s:Agreement-1 a kg:State } ;
