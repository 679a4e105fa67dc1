"""What schemathesis cannot read off a description: texts that are SPARQL queries, names of what is there. Loaded by its
command line."""

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
# of the tests' world; some of another kind than the path has, or of nothing
KEYS = (
    "Q1 Q1.ttl Q1.html harbour-0b gaze-1c old-00 one.html one.html.nt pitch-3e sale-5a 4f 6b.jsonld 7c 8d 9e "
    "reported release nobody"
)
schemathesis.openapi.format("key", st.sampled_from(KEYS.split()))
schemathesis.openapi.format("release", st.sampled_from(["latest", "latest", "20200101T000000Z-00000000"]))
FILES = [
    f"{kind}.{format}.{packing}" for kind in ("all", "sources") for format in ("nq", "ttl") for packing in ("gz", "zst")
]
schemathesis.openapi.format("dump", st.sampled_from([*FILES, "claims.parquet", "changes.rdfp.gz", "none.nq.gz"]))
