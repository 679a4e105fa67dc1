DELETE { GRAPH ?g { ?q kg:quotationMode ?old } } INSERT { GRAPH ?g { ?q kg:quotationMode kg:Mixed } } WHERE { GRAPH ?g { ?q kg:quotationMode ?old } } ;
