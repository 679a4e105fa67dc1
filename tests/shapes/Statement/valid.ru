INSERT DATA { s:NoComment-1 a kg:Statement ; kg:speaker e:harbour ; kg:topic "its records" } ;
DELETE DATA { s:NoComment-1 a kg:NoComment } ;
