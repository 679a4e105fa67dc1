INSERT DATA { e:law a kg:Law , kg:Entity ; rdfs:label "the act"@en ; schema:name "the act" } ;
