DELETE WHERE { s:NoComment-1 kg:outlet ?old } ;
