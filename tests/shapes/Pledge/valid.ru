INSERT DATA { s:Pledge-1 kg:duration "P6M"^^xsd:duration ; kg:expires "2031-09"^^edtf:EDTF } ;

DELETE WHERE { s:Pledge-2 kg:expires ?old } ;
INSERT DATA { s:Pledge-2 kg:expires "2031-04"^^edtf:EDTF } ;
