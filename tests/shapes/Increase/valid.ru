INSERT DATA { s:Increase-1 kg:cause "a mild winter" } ;
INSERT DATA { s:Increase-1 kg:bearer e:norvane } ;
