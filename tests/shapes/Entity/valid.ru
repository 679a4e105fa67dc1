INSERT DATA { e:norvane skos:altLabel "Norvane Inc." ; schema:sameAs <http://www.wikidata.org/entity/Q1> ; rdfs:label "Norvane"@sv } ;
