"""The service's own queries over a release: what a page or a document about one resource is made of.

``%IRI%`` stands for the resource; the other ``%…%`` for texts of this module and for numbers. (The database's own
substitutions do not reach into sub-queries.) All are asked of the union of the graphs.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

PREFIXES = """
PREFIX kg: <https://w3id.org/onrecord/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
"""

EXISTS = """
SELECT ?p ?new WHERE { %IRI% ?p ?o OPTIONAL { %IRI% <http://purl.org/dc/terms/isReplacedBy> ?new } } LIMIT 1
"""
GRAPH_EXISTS = "SELECT ?s WHERE { GRAPH %IRI% { ?s ?p ?o } } LIMIT 1"

OUTGOING = """
SELECT ?p ?o ?label WHERE { %IRI% ?p ?o . OPTIONAL { ?o rdfs:label ?label } } ORDER BY ?p ?o LIMIT %LIMIT%
"""

PARTS = """
SELECT ?part ?role ?o ?label WHERE {
  { %IRI% kg:hasRole ?part . ?part kg:role ?role ; kg:filler|kg:value ?o }
  UNION { %IRI% kg:content ?part . ?part ?role ?o FILTER (?role != rdf:type && ?role != rdfs:label) }
  UNION { %IRI% oa:hasSelector ?part . ?part ?role ?o FILTER (?role IN (oa:exact, oa:start, oa:end)) }
  OPTIONAL { ?o rdfs:label ?label }
} ORDER BY ?part ?role ?o LIMIT %LIMIT%
"""

# Links that only say that a mention or a role node points here are left out: the claims above them are shown instead.
INCOMING = """
SELECT ?s ?p ?label WHERE {
  ?s ?p %IRI%
  FILTER (?p NOT IN (kg:refersTo, kg:filler, schema:mentions, prov:agent, <http://purl.org/dc/terms/isReplacedBy>))
  OPTIONAL { ?s rdfs:label ?label }
} ORDER BY ?p ?s LIMIT %LIMIT% OFFSET %OFFSET%
"""

# How the claims to show are reached from each kind of resource.
SELECTORS = {
    "entity": (
        "{ ?node kg:filler %IRI% . ?claim kg:hasRole ?node ; a kg:Claim }"
        " UNION { ?claim kg:attributedTo %IRI% ; a kg:Claim }"
    ),
    "article": "?read schema:encodesCreativeWork %IRI% . ?at oa:hasSource ?read . ?claim kg:evidence ?at ; a kg:Claim",
    "situation": "?claim kg:about %IRI% ; a kg:Claim",
    "claim": "VALUES ?claim { %IRI% } ?claim a kg:Claim",
    "evidence": "?claim kg:evidence %IRI% ; a kg:Claim",
    "disagreement": "{ %IRI% kg:affirming ?claim } UNION { %IRI% kg:opposing ?claim }",
}

# One page of claims, in the order of publication: both the claims' facts and their roles are asked of it.
# LATERAL, which the database has beyond SPARQL 1.1, looks up what follows for each claim found; joined freely, it was
# planned the other way round, from all sentences there are (half a minute where there are 430,000 quads).
PAGE = """
  { SELECT DISTINCT ?claim ?article ?published ?selector ?start ?end WHERE {
    { SELECT DISTINCT ?claim WHERE { %SELECTOR% } }
    LATERAL {
      ?claim kg:evidence ?evidence .
      ?evidence oa:hasSource ?text ; oa:hasSelector ?selector .
      ?selector oa:start ?start ; oa:end ?end .
      ?text schema:encodesCreativeWork ?article .
      OPTIONAL { ?article schema:datePublished ?published }
    }
  } ORDER BY (!BOUND(?published)) STR(?published) ?article ?start ?claim LIMIT %LIMIT% OFFSET %OFFSET% }
"""

CLAIMS = """
SELECT ?claim ?frame ?predicate ?polarity ?certainty ?actuality ?direction ?holder ?holderName ?holderWords
  ?sentence ?start ?end ?article ?headline ?published ?outletName ?url ?time ?timeWords ?situation WHERE {
  %PAGE%
  LATERAL {
    ?selector oa:exact ?sentence .
    ?claim kg:frame ?frame ; kg:polarity ?polarity ; kg:certainty ?certainty ; kg:actuality ?actuality .
    OPTIONAL { ?article schema:headline ?headline }
    OPTIONAL { ?article schema:url ?url }
    OPTIONAL { ?article schema:publisher ?outlet . ?outlet schema:name ?outletName }
    OPTIONAL { ?claim kg:direction ?direction }
    OPTIONAL { ?claim kg:predicate ?predicate }
    OPTIONAL { ?claim kg:about ?situation }
    OPTIONAL { ?claim kg:time ?time }
    OPTIONAL { ?claim kg:timeAsWritten ?timeWords }
    OPTIONAL { ?claim kg:attributedTo ?holder . ?holder schema:name ?holderName }
    OPTIONAL { ?claim prov:qualifiedAttribution ?held . ?held kg:rank 1 ; kg:value ?holderWords }
  }
} ORDER BY (!BOUND(?published)) STR(?published) ?article ?start ?claim
"""

ROLES = """
SELECT ?claim ?role ?value ?filler ?name WHERE {
  %PAGE%
  LATERAL {
    ?claim kg:hasRole ?node . ?node kg:role ?role .
    OPTIONAL { ?node kg:value ?value }
    OPTIONAL { ?node kg:filler ?filler . OPTIONAL { ?filler schema:name ?name } }
  }
} ORDER BY ?claim ?node
"""

# The resource with its parts and theirs (a part's IRI goes on from the resource's), its evidence, and the names of what
# it leads to; then a page of what leads to it. %FIRST% is the former on the first page, nothing on the others.
DOCUMENT = """
CONSTRUCT { %IRI% ?p ?o . ?part ?q ?v . ?named rdfs:label ?label . ?s ?r %IRI% . ?s rdfs:label ?name } WHERE {
  %FIRST%
  { { SELECT ?s ?r WHERE { ?s ?r %IRI% } ORDER BY ?r ?s LIMIT %LIMIT% OFFSET %OFFSET% }
    OPTIONAL { ?s rdfs:label ?name } }
}
"""
FIRST = """
  { %IRI% ?p ?o }
  UNION { %IRI% ?to ?named . ?named rdfs:label ?label }
  UNION { %IRI% ?a ?part . FILTER (isIRI(?part) && STRSTARTS(STR(?part), CONCAT(STR(%IRI%), "/"))) ?part ?q ?v }
  UNION { %IRI% ?a ?middle . FILTER (isIRI(?middle) && STRSTARTS(STR(?middle), CONCAT(STR(%IRI%), "/")))
    ?middle ?b ?part . FILTER (isIRI(?part) && STRSTARTS(STR(?part), CONCAT(STR(%IRI%), "/"))) ?part ?q ?v }
  UNION { %IRI% kg:evidence ?part . ?part ?q ?v }
  UNION { %IRI% kg:evidence/oa:hasSelector ?part . ?part ?q ?v }
  UNION
"""
BEYOND = "SELECT ?s WHERE { { SELECT ?s ?r WHERE { ?s ?r %IRI% } LIMIT 1 OFFSET %OFFSET% } }"


def about(query: str, iri: str, **places: str | int) -> str:
    """One of the queries above, asked of an IRI, which the RDF library checks and writes out."""
    for name, value in places.items():
        query = query.replace(f"%{name.upper()}%", str(value))
    return PREFIXES + query.replace("%IRI%", str(NamedNode(iri)))
