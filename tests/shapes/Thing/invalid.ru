# expect: Product
INSERT DATA { e:police a kg:Product } ;

# expect: Technology
INSERT DATA { e:police a kg:Technology } ;

# expect: Place
INSERT DATA { e:police a kg:Place } ;

# expect: Law
INSERT DATA { e:police a kg:Law } ;

# expect: Document
INSERT DATA { e:police a kg:Document } ;
