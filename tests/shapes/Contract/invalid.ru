# expect: Contract-supplierType
DELETE WHERE { s:Contract-1 kg:supplier ?old } ;
INSERT DATA { s:Contract-1 kg:supplier e:badgecam } ;

# expect: Contract-customerType
DELETE WHERE { s:Contract-1 kg:customer ?old } ;
INSERT DATA { s:Contract-1 kg:customer e:badgecam } ;

# expect: Contract-customer Contract-customerType
DELETE WHERE { s:Contract-1 kg:customer ?old } ;
INSERT DATA { s:Contract-1 kg:customer e:nothing } ;

# expect: Contract-subject
INSERT DATA { s:Contract-1 kg:subject e:norvane } ;

# expect: Contract
DELETE DATA { s:Contract-1 a kg:Event } ;
INSERT DATA { s:Contract-1 a kg:State } ;
