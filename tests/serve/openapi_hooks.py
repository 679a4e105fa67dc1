"""What schemathesis cannot read off a description: texts that are SPARQL queries. Loaded by its command line."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

VARIABLES = st.sampled_from(["?s", "?p", "?o", "?x"])
TERMS = st.sampled_from(["?s", "?o", "<urn:a>", "'text'@en", "1", "rdf:type"])
PATTERNS = st.builds("{} {} {}".format, VARIABLES, st.sampled_from(["?p", "a", "<urn:p>", "rdf:type*"]), TERMS)
GROUPS = st.lists(PATTERNS, min_size=1, max_size=3).map(" . ".join)
FORMS = st.sampled_from(
    [
        "SELECT * WHERE {{ {} }} LIMIT 5",
        "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}",
        "ASK {{ {} }}",
        "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }} LIMIT 5",
        "DESCRIBE <urn:a> # {}",
        "SELECT ?g WHERE {{ GRAPH ?g {{ {} }} }} LIMIT 5",
    ]
)
PROLOGUE = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
QUERIES = st.builds(lambda form, group: PROLOGUE + form.format(group), FORMS, GROUPS)

schemathesis.openapi.format("sparql-query", QUERIES)
schemathesis.openapi.format(
    "iri", st.sampled_from(["urn:a", "http://localhost:8000/graph/reported", "http://x.example/é"])
)
schemathesis.openapi.format("words", st.lists(st.sampled_from(["pledge", "sold", "agency"]), min_size=1).map(" ".join))
