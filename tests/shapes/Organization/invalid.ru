# expect: Organization
INSERT DATA { e:norvane a kg:Person } ;

# expect: Organization-subOrganizationOf
INSERT DATA { e:skies org:subOrganizationOf e:ortiz } ;

# expect: Company
INSERT DATA { e:police a kg:Company } ;

# expect: PoliceForce
INSERT DATA { e:skies a kg:PoliceForce } ;

# expect: GovernmentAgency
INSERT DATA { e:police a kg:GovernmentAgency } ;

# expect: CivilSocietyOrganization
INSERT DATA { e:police a kg:CivilSocietyOrganization } ;

# expect: NewsOutlet
INSERT DATA { e:police a kg:NewsOutlet } ;

# expect: Court
INSERT DATA { e:police a kg:Court } ;

# expect: Legislature
INSERT DATA { e:police a kg:Legislature } ;
