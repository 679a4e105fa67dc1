# expect: PledgeContent
INSERT DATA { <situation/Pledge-1/content> kg:buyer e:police } ;

# expect: PledgeContent-graph
INSERT DATA { GRAPH g:courier-1 { <situation/Pledge-1/content> a kg:PledgeContent } } ;

# expect: PledgeContent-act
DELETE WHERE { <situation/Pledge-1/content> kg:act ?old } ;
INSERT DATA { <situation/Pledge-1/content> kg:act e:police } ;

# expect: PledgeContent-pledgedProduct
DELETE WHERE { <situation/Pledge-1/content> kg:pledgedProduct ?old } ;
INSERT DATA { <situation/Pledge-1/content> kg:pledgedProduct e:nothing } ;

# expect: PledgeContent-counterparty
DELETE WHERE { <situation/Pledge-1/content> kg:counterparty ?old } ;
INSERT DATA { <situation/Pledge-1/content> kg:counterparty e:nobody } ;

# expect: PledgeContent-condition
DELETE WHERE { <situation/Pledge-1/content> kg:condition ?old } ;
INSERT DATA { <situation/Pledge-1/content> kg:condition e:police } ;

# expect: PledgeContent-exception
INSERT DATA { <situation/Pledge-1/content> kg:exception e:police } ;
