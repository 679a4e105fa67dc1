INSERT DATA { s:Pledge-1 kg:duration "P6M"^^xsd:duration ; kg:expires "2031-09"^^edtf:EDTF } ;
