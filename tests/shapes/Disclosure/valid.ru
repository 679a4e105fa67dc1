INSERT DATA { s:Test-1 a kg:Disclosure ; kg:document "some letters" ; kg:obtainer e:skies } ;
DELETE DATA { s:Test-1 a kg:Test } ;
