DELETE WHERE { s:Ruling-1 kg:decision ?old } ;
INSERT DATA { s:Ruling-1 kg:winner e:norvane } ;
