DELETE { ?entry kg:since ?day } WHERE { ?entry a kg:TimelineEntry ; kg:turn kg:Made ; kg:since ?day } ;

DELETE { ?entry kg:status ?was } WHERE { ?entry a kg:TimelineEntry ; kg:turn kg:End ; kg:status ?was } ;
