# expect: TimelineEntry
INSERT { ?entry kg:buyer e:police } WHERE { ?entry kg:turn kg:End } ;

# expect: TimelineEntry-graph
INSERT { GRAPH g:reported { ?entry a kg:TimelineEntry } } WHERE { ?entry kg:turn kg:End } ;

# expect: TimelineEntry-pledge
DELETE { ?pledge kg:timelineEntry ?entry } WHERE { ?pledge kg:timelineEntry ?entry . ?entry kg:turn kg:End } ;

# expect: TimelineEntry-step
DELETE { ?entry kg:step ?step } WHERE { ?entry kg:turn kg:End ; kg:step ?step } ;

# expect: TimelineEntry-turn
DELETE { ?entry kg:turn ?turn } WHERE { ?entry kg:turn ?turn ; kg:evidenceFor kg:Broken } ;

# expect: TimelineEntry-status
INSERT { ?entry kg:status kg:Broken } WHERE { ?entry kg:evidenceFor kg:InProgress } ;

# expect: TimelineEntry-since
DELETE { ?entry kg:since ?day } INSERT { ?entry kg:since "last March" } WHERE { ?entry kg:turn kg:End ; kg:since ?day } ;

# expect: TimelineEntry-broughtBy
DELETE { ?entry kg:broughtBy ?what } WHERE { ?entry kg:turn kg:End ; kg:broughtBy ?what } ;

# expect: TimelineEntry-evidenceFor
DELETE { ?entry kg:evidenceFor ?what } INSERT { ?entry kg:evidenceFor kg:ExpiredPledge } WHERE { ?entry kg:evidenceFor ?what } ;
