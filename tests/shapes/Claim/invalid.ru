# expect: Claim Situation Situation-claimCount Situation-label Situation-originCount Situation-plain Situation-supportedBy Situation-type Situation-graph
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 a kg:Situation } } ;

# expect: Claim-graph
INSERT DATA { c:courier-1-0 a kg:Claim } ;

# expect: Claim-frame
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:frame ?old } } ;

# expect: Claim-frame Pitch-claims
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:frame ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:frame kg:Affirmed } } ;

# expect: Claim-polarity
INSERT DATA { GRAPH g:gazette-2 { c:gazette-2-6 kg:polarity kg:Unknown } } ;

# expect: Claim-certainty
DELETE WHERE { GRAPH g:gazette-2 { c:gazette-2-6 kg:certainty ?old } } ;
INSERT DATA { GRAPH g:gazette-2 { c:gazette-2-6 kg:certainty kg:Maybe } } ;

# expect: Claim-actuality
DELETE WHERE { GRAPH g:gazette-2 { c:gazette-2-6 kg:actuality ?old } } ;

# expect: Claim-direction
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:direction kg:Sideways } } ;

# expect: Claim-about
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:about ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:about s:nowhere } } ;

# expect: Claim-confidence
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:confidence ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:confidence 1.2 } } ;

# expect: Claim-confidence Claim-sure
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:confidence ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:confidence "high" } } ;

# expect: Claim-sure
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:confidence ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:confidence 0.2 } } ;

# expect: Claim-extractor
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:extractor ?old } } ;

# expect: Claim-rule
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:rule ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:rule "Sale of lenses" } } ;

# expect: Claim-attributedTo
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:attributedTo e:nobody } } ;

# expect: Claim-attribution
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 prov:qualifiedAttribution e:nobody } } ;

# expect: Claim-hasRole
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:hasRole e:nobody } } ;

# expect: Claim-roles
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:hasRole ?old } } ;

# expect: Claim-evidence
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:evidence ?old } } ;

# expect: Claim-time
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:time ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:time "2030" } } ;

# expect: Claim-notBefore
DELETE WHERE { GRAPH g:courier-1 { c:courier-1-0 kg:notBefore ?old } } ;
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:notBefore "2031-01-01"^^xsd:date } } ;

# expect: Claim-notAfter
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:notAfter "2030-12-30"^^xsd:date } } ;

# expect: Claim-predicate
INSERT DATA { GRAPH g:courier-1 { c:courier-1-0 kg:predicate "pitch", "offer" } } ;
