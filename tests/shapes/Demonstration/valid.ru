DELETE WHERE { s:Demonstration-1 kg:recipient ?old } ;
INSERT DATA { s:Demonstration-1 kg:recipient "officials" ; kg:purpose "persuasion" } ;
