# expect: Sale-sellerType
DELETE WHERE { s:Sale-2 kg:seller ?old } ;
INSERT DATA { s:Sale-2 kg:seller e:badgecam } ;

# expect: Sale-productType
DELETE WHERE { s:Sale-2 kg:product ?old } ;
INSERT DATA { s:Sale-2 kg:product e:ortiz } ;

# expect: Sale-buyer Sale-buyerType
DELETE WHERE { s:Sale-2 kg:buyer ?old } ;
INSERT DATA { s:Sale-2 kg:buyer e:nobody } ;

# expect: Sale-amount
DELETE WHERE { s:Sale-2 kg:amount ?old } ;
INSERT DATA { s:Sale-2 kg:amount e:ortiz } ;
