INSERT DATA { e:skies org:subOrganizationOf e:transport } ;
