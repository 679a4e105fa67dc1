INSERT DATA { e:ortiz kg:memberOf e:skies } ;
