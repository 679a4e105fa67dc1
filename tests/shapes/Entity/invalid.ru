# expect: Entity-graph
INSERT DATA { GRAPH g:courier-1 { e:norvane a kg:Entity } } ;

# expect: Entity-type
DELETE DATA { e:police a kg:Group } ;

# expect: Entity-label
DELETE WHERE { e:facelens rdfs:label ?old } ;

# expect: Entity-label
INSERT DATA { e:facelens rdfs:label "Facelens"@en } ;

# expect: Entity-name
DELETE WHERE { e:facelens schema:name ?old } ;

# expect: Entity-name
DELETE WHERE { e:facelens schema:name ?old } ;
INSERT DATA { e:facelens schema:name " " } ;

# expect: Entity-sameAs
INSERT DATA { e:facelens schema:sameAs "Q1" } ;

# expect: Entity-provider
DELETE WHERE { e:facelens schema:provider ?old } ;
INSERT DATA { e:facelens schema:provider e:badgecam } ;
