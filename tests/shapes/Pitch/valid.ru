DELETE WHERE { s:Pitch-1 kg:theme ?old } ;
