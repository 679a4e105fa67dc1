# expect: Person-memberOf
DELETE WHERE { e:ortiz kg:memberOf ?old } ;
INSERT DATA { e:ortiz kg:memberOf e:facelens } ;

# expect: Group Person
INSERT DATA { e:facelens a kg:Group . e:badgecam a kg:Person } ;
