DELETE WHERE { <situation/Pledge-1/content> kg:counterparty ?old } ;
INSERT DATA { <situation/Pledge-1/content> kg:exception "rescue work" ; kg:counterparty "anybody" } ;
