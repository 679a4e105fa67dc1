INSERT DATA { s:Attack-1 kg:victim "two guards" } ;
INSERT DATA { s:Attack-1 kg:agent e:norvane } ;
