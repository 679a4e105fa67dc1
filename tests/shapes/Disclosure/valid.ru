INSERT DATA { s:Test-1 a kg:Disclosure ; kg:document "some letters" ; kg:obtainer e:skies } ;
DELETE DATA { s:Test-1 a kg:Test } ;
DELETE { GRAPH ?g { ?claim kg:frame kg:Test } } INSERT { GRAPH ?g { ?claim kg:frame kg:Disclosure } }
    WHERE { GRAPH ?g { ?claim kg:about s:Test-1 ; kg:frame kg:Test } } ;
