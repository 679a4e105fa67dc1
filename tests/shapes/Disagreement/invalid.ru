# expect: Disagreement-about
DELETE WHERE { GRAPH g:reported { <disagreement/d1> kg:about ?old } } ;
INSERT DATA { GRAPH g:reported { <disagreement/d1> kg:about s:nowhere } } ;

# expect: Disagreement-kind
DELETE WHERE { GRAPH g:reported { <disagreement/d1> kg:disagreementKind ?old } } ;

# expect: Disagreement-affirming
DELETE WHERE { GRAPH g:reported { <disagreement/d1> kg:affirming ?old } } ;

# expect: Disagreement-opposing
DELETE WHERE { GRAPH g:reported { <disagreement/d1> kg:opposing ?old } } ;

# expect: Disagreement-affirming
INSERT DATA { GRAPH g:reported { <disagreement/d1> kg:affirming c:gazette-2-6 } } ;
