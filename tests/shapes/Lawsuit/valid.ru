INSERT DATA { s:Lawsuit-1 kg:court "a court" } ;
