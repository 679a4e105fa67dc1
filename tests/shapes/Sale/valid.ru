DELETE WHERE { s:Sale-2 kg:seller ?old } ;
