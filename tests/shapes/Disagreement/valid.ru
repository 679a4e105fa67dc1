DELETE WHERE { GRAPH g:reported { <disagreement/d1> kg:disagreementKind ?old } } ;
INSERT DATA { GRAPH g:reported { <disagreement/d1> kg:disagreementKind kg:DateDisagreement } } ;
