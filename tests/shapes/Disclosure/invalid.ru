# expect: Disclosure-document
INSERT DATA { s:Test-1 a kg:Disclosure ; kg:obtainer e:skies } ;
DELETE DATA { s:Test-1 a kg:Test } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:Test } } INSERT { GRAPH ?g { ?claim kg:frame kg:Disclosure } }
    WHERE { GRAPH ?g { ?claim kg:about s:Test-1 ; kg:frame kg:Test } } ;

# expect: Disclosure-documentType
INSERT DATA { s:Test-1 a kg:Disclosure ; kg:document e:badgecam } ;
DELETE DATA { s:Test-1 a kg:Test } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:Test } } INSERT { GRAPH ?g { ?claim kg:frame kg:Disclosure } }
    WHERE { GRAPH ?g { ?claim kg:about s:Test-1 ; kg:frame kg:Test } } ;

# expect: Disclosure-discloserType
INSERT DATA { s:Test-1 a kg:Disclosure ; kg:document "letters" ; kg:discloser e:badgecam } ;
DELETE DATA { s:Test-1 a kg:Test } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:Test } } INSERT { GRAPH ?g { ?claim kg:frame kg:Disclosure } }
    WHERE { GRAPH ?g { ?claim kg:about s:Test-1 ; kg:frame kg:Test } } ;
