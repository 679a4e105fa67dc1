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

# expect: Pledge-source Article-outlet
DELETE WHERE { a:courier-1 schema:url ?old } ;
DELETE WHERE { a:courier-1 schema:publisher ?old } ;

# expect: Pledge-expired
DELETE WHERE { s:Pledge-2 kg:expires ?old } ;
INSERT DATA { s:Pledge-2 kg:expires "[2031-03-01..2031-03-31]"^^edtf:EDTF } ;

# expect: Pledge-expired
DELETE WHERE { s:Pledge-2 kg:expires ?old } ;
INSERT DATA { s:Pledge-2 kg:expires "2030~"^^edtf:EDTF } ;

# expect: Pledge-timelineEntry
DELETE { ?entry kg:turn kg:Made } INSERT { ?entry kg:turn kg:Progress } WHERE { s:Pledge-1 kg:timelineEntry ?entry . ?entry kg:turn kg:Made } ;
