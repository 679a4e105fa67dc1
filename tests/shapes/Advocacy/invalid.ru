# expect: Advocacy-advocate
DELETE WHERE { s:Advocacy-1 kg:advocate ?old } ;

# expect: Advocacy-advocateType
DELETE WHERE { s:Advocacy-1 kg:advocate ?old } ;
INSERT DATA { s:Advocacy-1 kg:advocate e:badgecam } ;

# expect: Advocacy-addresseeType
DELETE WHERE { s:Advocacy-1 kg:addressee ?old } ;
INSERT DATA { s:Advocacy-1 kg:addressee e:badgecam } ;

# expect: Advocacy-addressee Advocacy-addresseeType
DELETE WHERE { s:Advocacy-1 kg:addressee ?old } ;
INSERT DATA { s:Advocacy-1 kg:addressee e:nothing } ;

# expect: Advocacy-demand
INSERT DATA { s:Advocacy-1 kg:demand e:norvane } ;

# expect: Advocacy
DELETE DATA { s:Advocacy-1 a kg:Event } ;
INSERT DATA { s:Advocacy-1 a kg:State } ;
