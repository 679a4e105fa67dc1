"""The corpus of hostile queries: what each one would do to a server without limits, and how it may be answered here."""

from __future__ import annotations

P = "https://w3id.org/onrecord/ns#"
TRIPLE = "?a ?b ?c"
PAIR = "?a ?b ?c . ?d ?e ?f"
THREE = f"{PAIR} . ?g ?h ?i"

REFUSED = {400}  # before the database sees it
STOPPED = {422, 504}  # by memory, time, rows or bytes
EITHER = REFUSED | STOPPED
HARMLESS = {200}  # it cannot do what it was made to do


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


def doubled(function: str, steps: int) -> str:
    """Each variable from the one before by a function that makes it longer."""
    binds = [f"BIND({function.format(f'?x{n}')} AS ?x{n + 1})" for n in range(steps)]
    return f"SELECT (STRLEN(?x{steps}) AS ?n) {{ BIND('aaaaaaaaaaaaaaaa' AS ?x0) {' '.join(binds)} }}"


NESTING = {
    "groups": "SELECT * " + nested("{", "", "}", 5000),
    "groups, shallow enough to parse": "SELECT * " + nested("{", "", "}", 600),
    "sub-selects": nested("SELECT * {{", "?s ?p ?o", "}}", 1200),
    "parentheses": "SELECT * { FILTER" + nested("(", "1", ")", 4700) + " }",
    "lists": "SELECT * { ?s ?p " + nested("(", "", ")", 400) + " }",
    "blank nodes": "SELECT * { ?s ?p " + nested("[ ?p ", "1", " ]", 400) + " }",
    "optionals": "SELECT * {" + nested("OPTIONAL {", TRIPLE, "}", 1500) + "}",
    "minuses": f"SELECT * {{ {TRIPLE} " + nested("MINUS {", TRIPLE, "}", 1500) + "}",
    "unions": "SELECT * {" + nested("{ {} UNION ", "{}", "}", 1500) + "}",
    "graphs": "SELECT * {" + nested("GRAPH ?g {", TRIPLE, "}", 1500) + "}",
    "exists": "SELECT * {" + nested("FILTER EXISTS {", TRIPLE, "}", 1500) + "}",
    "laterals": f"SELECT * {{ {TRIPLE} " + nested("LATERAL {", TRIPLE, "}", 1500) + "}",
    "paths": "SELECT * { ?s " + nested("(", f"<{P}a>", ")*", 3000) + " ?o }",
    "inverse paths": "SELECT * { ?s " + "^" * 6000 + f"<{P}a> ?o }}",
    "functions": "SELECT (" + nested("STR(", "1", ")", 3000) + " AS ?x) {}",
    "conditions": "SELECT (" + nested("IF(true, ", "1", ", 1)", 2500) + " AS ?x) {}",
    "negations": "SELECT (" + "!" * 12_000 + "true AS ?x) {}",
    "minus signs": "SELECT (" + "- " * 12_000 + "1 AS ?x) {}",
    "operators": "SELECT (" + "1+" * 12_800 + "1 AS ?x) {}",
    "comparisons in lists": "SELECT (" + nested("(1 IN (", "1", "))", 2500) + " AS ?x) {}",
    "quoted triples": "SELECT * {" + nested("<< ", "?s ?p ?o", " ?p ?o >>", 500) + " ?p ?o }",
    "triple terms": "SELECT * { ?s ?p " + nested("<<( ?s ?p ", "?o", " )>>", 500) + " }",
    "annotations": f"SELECT * {{ {TRIPLE} " + nested("{| ?p ?o ", "", " |}", 500) + "}",
    "a template": "CONSTRUCT { ?s ?p " + nested("( ", "1", " )", 3000) + " } WHERE { ?s ?p ?o }",
}
PLANNING = {
    "chain of patterns": "SELECT * {" + " . ".join(f"?v{n} ?p{n} ?v{n + 1}" for n in range(200)) + "}",
    "star of as many patterns as there may be": "SELECT * { ?s " + " ; ".join(f"?p{n} ?o{n}" for n in range(98)) + "}",
    "star of patterns": "SELECT * { ?s " + " ; ".join(f"?p{n} ?o{n}" for n in range(400)) + " }",
    "list of objects": "SELECT * { ?s ?p " + " , ".join(f"?o{n}" for n in range(400)) + " }",
    "many optionals": "SELECT * {" + " ".join(f"OPTIONAL {{ ?s ?p{n} ?o{n} }}" for n in range(600)) + "}",
    "many unions": "SELECT * {" + " UNION ".join("{ ?s ?p ?o }" for _ in range(600)) + "}",
    "many sub-selects": "SELECT * {" + "{ SELECT * { ?s ?p ?o } }" * 40 + "}",
    "long path": "SELECT * { ?s " + "/".join(f"<{P}p{n}>" for n in range(300)) + " ?o }",
    "path of alternatives": "SELECT * { ?s " + "|".join(f"<{P}p{n}>" for n in range(700)) + " ?o }",
    "path of forbidden properties": "SELECT * { ?s !(" + "|".join(f"<{P}p{n}>" for n in range(700)) + ") ?o }",
    "many binds": "SELECT * {" + " ".join(f"BIND({n} AS ?x{n})" for n in range(600)) + "}",
    "many filters": "SELECT * { ?s ?p ?o " + "FILTER(?o > 1) " * 600 + "}",
}
JOINING = {
    "cross product, sorted": f"SELECT * {{ {THREE} }} ORDER BY ?i",
    "cross product, sorted by all": f"SELECT * {{ {PAIR} }} ORDER BY ?f ?e ?d ?c ?b ?a",
    "cross product, counted": f"SELECT (COUNT(*) AS ?n) {{ {THREE} }}",
    "cross product, distinct": f"SELECT DISTINCT ?a ?d {{ {PAIR} }}",
    "cross product, reduced": f"SELECT REDUCED ?a ?d {{ {PAIR} }} ORDER BY ?a",
    "cross product, grouped": f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {PAIR} }} GROUP BY ?a ?d",
    "cross product, concatenated": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) {{ {PAIR} }}",
    "cross product, paged far out": f"SELECT * {{ {THREE} }} OFFSET 99999999999 LIMIT 1",
    "cross product, asked": f"ASK {{ {THREE} FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'not there') }}",
    "cross product, constructed": "CONSTRUCT { ?a ?b ?d . ?d ?e ?a } WHERE { " + PAIR + " }",
    "cross product by rows of values": "SELECT (COUNT(*) AS ?n) {"
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
    + "}",
    "cross product within": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {PAIR} }} }} {{ SELECT ?g {{ ?g ?h ?i }} }} }}",
    "optional cross product": f"SELECT (COUNT(*) AS ?n) {{ {TRIPLE} OPTIONAL {{ ?d ?e ?f OPTIONAL {{ ?g ?h ?i }} }} }}",
    "subtracted cross product": f"SELECT (COUNT(*) AS ?n) {{ {PAIR} MINUS {{ ?a ?b ?f . ?d ?e ?c }} }}",
    "everything described": f"DESCRIBE * WHERE {{ {PAIR} }}",
    "large result": f"SELECT * {{ {PAIR} }}",
}
ENDLESS = JOINING["cross product, counted"]
PATHS = {
    "any path to any path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d }",
    "path both ways": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>|!(^<urn:x>))* ?b . ?c (^!<urn:x>)* ?d }",
    "paths of paths": "SELECT (COUNT(*) AS ?n) { ?a (((!<urn:x>|!(^<urn:x>))*)*)* ?b . ?b (!(^<urn:x>))* ?c }",
}
TEXT = {
    "growing strings": doubled("CONCAT({0},{0},{0},{0},{0},{0},{0},{0},{0},{0})", 8),
    "growing replacements": doubled("REPLACE({0}, 'a', 'aaaaaaaaaaaaaaaa')", 8),
    "growing encodings": doubled("ENCODE_FOR_URI(CONCAT({0}, '%', {0}, '%', {0}, '%', {0}))", 12),
    "growing groups": f"SELECT (GROUP_CONCAT(STR(?a); SEPARATOR='{'x' * 10_000}') AS ?x) {{ {PAIR} }}",
}
EXPRESSIONS = {
    "repetition of repetitions": "SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), '((((a{1,99}){1,99}){1,99}){1,99})') }",
    "backtracking": "ASK { FILTER REGEX('" + "a" * 5_000 + "!', '^(a+)+$') }",
    "backtracking over all": f"SELECT * {{ {TRIPLE} FILTER REGEX(CONCAT(STR(?c), '{'a' * 500}!'), '^(a|aa)+$') }}",
    "a long one": "ASK { FILTER REGEX('a', '" + "(a?)" * 5_000 + "') }",
    "replaced by itself": "SELECT (REPLACE('" + "a" * 1_000 + "', '(a*)*', '$1$1$1$1') AS ?x) {}",
}
VALUES = {
    "more characters than a query has": "SELECT * { VALUES ?x { " + "1 " * 60_000 + "} }",
    "more bytes than a body has": "SELECT * { VALUES ?x { " + "'xxxxxxxx' " * 30_000 + "} }",
}
UPDATES = {
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "insert": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "clear": "CLEAR ALL",
    "drop behind a prologue": "BASE <urn:x> PREFIX a: <urn:y> # and a comment\n DROP ALL",
    "update behind a query": "ASK {} ; CLEAR ALL",
}

CORPUS: dict[str, tuple[str, set[int]]] = {
    f"{kind}: {name}": (query, expected)
    for kind, queries, expected in (
        ("nesting", NESTING, REFUSED),
        ("planning", PLANNING, EITHER),
        ("joining", JOINING, STOPPED),
        ("paths", PATHS, STOPPED),
        ("text", TEXT, EITHER),
        ("regular expression", EXPRESSIONS, HARMLESS | EITHER),
        ("values", VALUES, {400, 413}),
        ("update", UPDATES, {400, 403}),
    )
    for name, query in queries.items()
}

# Each would reach URL, if any did; none may.
NETWORK = {
    "plainly": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "silently": "SELECT * { sErViCe SILENT <URL> { ?s ?p ?o } }",
    "by a variable": "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "by rows of values": "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "between comments": "SELECT * { #x\n SERVICE\n#y\n<URL> { ?s ?p ?o } }",
    "by a prefix": "PREFIX p: <URL> SELECT * { SERVICE p:x { ?s ?p ?o } }",
    "by a base": "BASE <URL> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "without a space": "SELECT * { FILTER(trueSERVICE<URL>{ ?s ?p ?o }) }",
    "right after a word": "SELECT * { BIND(1 AS ?x)SERVICE<URL>{ ?s ?p ?o } }",
    "as a prefixed name": "PREFIX SERVICEp: <URL> SELECT * { SERVICEp:x { ?s ?p ?o } }",
    "as a name of two prefixes": "PREFIX p: <URL> PREFIX SERVICEp: <urn:p> SELECT * { SERVICEp:x { ?s ?p ?o } }",
    "as a name of no prefix": "PREFIX : <URL> PREFIX service: <urn:p> SELECT * { service:x { ?s ?p ?o } }",
    "in escapes": "SELECT * { \\u0053ERV\\U00000049CE <URL> { ?s ?p ?o } }",
    "in escapes behind a mark": "\ufeffSELECT * { ?s ?p '\\u0027' . \\u0073ervice\\u003cURL> { ?s ?p ?o } }",
    "behind an escaped end of a comment": "SELECT * { # \\u000a SERVICE <URL> { ?s ?p ?o }\n}",
    "within exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "within a sub-select": "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "within a graph": "SELECT * { GRAPH ?g { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } }",
    "behind what looks like a string": "SELECT * { ?s ?p '\\'' . SERVICE <URL> { ?s ?p ?o } }",
    "behind what looks like a comment": "SELECT * { ?s <urn:#> ?o . SERVICE <URL> { ?s ?p ?o } }",
    "with escaped letters": "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "in a construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "from a graph": "SELECT * FROM <URL> { ?s ?p ?o }",
    "from a named graph": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "described": "DESCRIBE <URL>",
    "loaded": "LOAD <URL>",
    "loaded behind a query": "ASK {} ; LOAD <URL>",
}
# Requests whose end is told in two ways, with a second one hidden behind what one of them takes for the end.
HIDDEN = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
POST = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
SMUGGLING = {
    "length before coding": f"{POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "coding before length": f"{POST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{HIDDEN}",
    "length of all": f"{POST}Content-Length: {5 + len(HIDDEN)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "coding in capitals": f"{POST}Content-Length: 4\r\nTRANSFER-ENCODING: Chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "another coding": f"{POST}Content-Length: 4\r\nTransfer-Encoding: identity\r\n\r\nASK \r\n{HIDDEN}",
    "two codings": f"{POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "coding with a space": f"{POST}Content-Length: 4\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "two lengths": f"{POST}Content-Length: 4\r\nContent-Length: 5\r\n\r\nASK {{}}{HIDDEN}",
    "a length with a sign": f"{POST}Content-Length: +6\r\n\r\nASK {{}}{HIDDEN}",
    "two hosts": f"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n{HIDDEN}",
    "a get with both": "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + HIDDEN,
}
# Host headers of a service that is asked as data.example.org or 127.0.0.1 alone.
FOREIGN_HOSTS = (
    *("evil.example", "evil.example:8000", "data.example.org.evil.example", "evildata.example.org", "x@evil.example"),
    *("localhost", "[::1]", "0.0.0.0", "data.example.org:80@evil.example", "data.example.org,evil.example", "%00"),
)
INNOCENT = {
    "in a string": 'SELECT ("SERVICE <http://127.0.0.1:9/> { }" AS ?t) { }',
    "in a long string": 'SELECT ("""\nSERVICE <http://127.0.0.1:9/> { }\n""" AS ?t) { }',
    "in a comment": "SELECT * { } # SERVICE <http://127.0.0.1:9/> { }",
    "in an IRI": "SELECT * { ?s <http://127.0.0.1:9/SERVICE> ?o }",
    "as a variable": "SELECT ?service { BIND(1 AS ?service) }",
    "as a local name": "PREFIX p: <urn:p> SELECT * { ?s p:SERVICE ?o }",
    "as a prefix": "PREFIX service: <urn:p> SELECT * { ?s a service:x . GRAPH service:g { service:s service:p ?o } }",
    "as a prefix before a group": "PREFIX service: <urn:p> SELECT * FROM service:g { ?s a service:T { ?s ?p ?o } }",
    "as a relative IRI": "SELECT * { ?s <service> <a/service#service> }",
    "as a language": "SELECT * { ?s ?p 'x'@service }",
}
