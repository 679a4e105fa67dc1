INSERT DATA { s:Test-1 kg:time "2031~"^^edtf:EDTF ; kg:notBefore "2031-01-01"^^xsd:date } ;

INSERT DATA { a:mirror-3 schema:isBasedOn a:gazette-2 } ;
DELETE DATA { a:mirror-3 schema:isBasedOn a:courier-1 } ;
