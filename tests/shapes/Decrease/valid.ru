INSERT DATA { s:Decrease-1 kg:cause "a mild winter" } ;
INSERT DATA { s:Decrease-1 kg:bearer e:norvane } ;
