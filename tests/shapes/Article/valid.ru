INSERT DATA { a:extra a schema:NewsArticle ; schema:headline "Extra" ; schema:inLanguage "en" ; schema:datePublished "2031"^^xsd:gYear ; schema:publisher e:courier } ;
