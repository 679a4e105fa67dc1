INSERT DATA { s:Agreement-1 kg:purpose "a quieter harbour" } ;
