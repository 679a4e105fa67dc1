"""Queries that are refused before the database sees them, and those that must not be."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import QueryError, QuerySyntax
from kg.screening import QueryLimits, QuerySize, check, decoded, place
from kg.terms import PREFIXES

# a port that the database refuses by name: a query that gets so far fails with this, and nothing leaves the machine
CALL = "<http://127.0.0.1:1/>"
CALLED = "port 1 is not allowed"

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "ASK {}",
    "select * { ?s ?p 'SERVICE <x> {' } # SERVICE <y> {",
    'SELECT * { ?s ?p """a " SERVICE "" b\n""", ?x }',
    "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?o ; <http://x/SERVICE> ?y }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s a ?o } }",
    "PREFIX service: <http://x/> SELECT * FROM service:g { ?s a ?o }",
    "PREFIX service: <http://x/> SELECT * FROM NAMED service:g { ?s a ?o }",
    "PREFIX service: <http://x/> PREFIX : <http://y/> SELECT * { GRAPH service:g { ?s a :o } }",
    "PREFIX service: <http://x/> DESCRIBE service:x { ?s a service:T }",
    "PREFIX service: <http://x/> SELECT * { ?s a service:T { ?s ?p ?o } }",
    "PREFIX service: <http://x/> SELECT * { ?s a service:T OPTIONAL { ?s service:p ?o } FILTER(service:f(?o)) }",
    "PREFIX a-service.1: <http://x/> SELECT (a-service.1:f(1) AS ?x) { a-service.1:a ?p ?o { } }",
    "SELECT * { ?s <service> ?o ; <a> <service/Service#service>, <b> <../service?service=1> }",
    "SELECT * { ?s ?p <http://x/a?b=SERVICE#(SERVICE)> }",
    "SELECT * { ?s ?p ?o # SERVICE <http://x/> {\n }",
    "SELECT * { ?s ?p '''it's a\nSERVICE <http://x/> { }''', 'it\\'s SERVICE' }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service }",
    "SELECT * { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
    "SELECT * { ?service ?p ?o FILTER(?service != <urn:x:y>) }",
    "PREFIX : <#> SELECT * { ?s :a ?o ; a <#b> }",
    "SELECT * { ?s <urn:x:a> ?o FILTER(?o<5 && ?o>3) }",
    "SELECT * FROM <http://x/> FROM NAMED <http://y/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { << ?s ?p ?o >> ?a ?b }",
    "SELECT ?insert { ?insert ?load ?delete }",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:a\\'b ?o ; ex:a.b.SERVICE ?x }",
    "SELECT * { VALUES (?x ?y) { " + "(1 2) " * 4_000 + "} ?s ?p ?x }",
    "SELECT * { VALUES ?x { " + "<http://x/1> " * 4_000 + "} ?s ?p ?x }",
    "SELECT * { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?s) LIMIT 3",
]

CALLS = [
    f"SELECT * {{ ?s ?p ?o SERVICE {CALL} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o . service{CALL}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o SERVICE SILENT {CALL} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o SERVICE#>\n{CALL} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?a<?b)SERVICE#>\n{CALL} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?a<'>' )SERVICE {CALL} {{ ?a ?b ?c }} FILTER('a'='a') }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?s<<http://x#>)SERVICE {CALL} {{ ?a ?b ?c }} }}",
    "PREFIX ex: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o . SERVICEex:a { ?a ?b ?c } }",
    "PREFIX SERVICEex: <http://x/> PREFIX ex: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o . SERVICEex:a { ?a ?b ?c } }",
    f"SELECT * {{ ?s ?p trueSERVICE{CALL} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p 1SERVICE {CALL} {{ ?a ?b ?c }} }}",
    "SELECT * { ?s ?p ?o VALUES ?v { <http://127.0.0.1:1/> } SERVICE?v{ ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:1/> PREFIX service: <http://x/> SELECT * { ?s ?p ?o . service:a { ?a ?b ?c } }",
    "PREFIX SILENTx: <http://127.0.0.1:1/> PREFIX SERVICESILENTx: <http://x/> ASK { ?s ?p ?o . SERVICESILENTx:a { } }",
    "PREFIX : <http://127.0.0.1:1/> PREFIX SERVICESILENT: <http://x/> SELECT * { ?s ?p ?o . SERVICESILENT:a { } }",
]

# the same, written with escaped code points
ESCAPED_CALLS = [
    rf"SELECT * {{ ?s ?p ?o . \u0053ERVICE {CALL} {{ ?a ?b ?c }} }}",
    rf"SELECT * {{ ?s ?p ?o . S\U00000045RVICE {CALL} {{ ?a ?b ?c }} }}",
    r"SELECT * { ?s ?p ?o . SERVICE \u003Chttp://127.0.0.1:1/\u003e { ?a ?b ?c } }",
    rf"SELECT * {{ ?s ?p ?o . # \u000a SERVICE {CALL} {{ ?a ?b ?c }}" "\n}",
    rf"SELECT * {{ ?s ?p '\u0027' . \u0073ervice {CALL} {{ ?a ?b ?c }} }}",
    rf"SELECT * {{ ?s ?p 'it\\' . \u0073ervice {CALL} {{ ?a ?b ?c }} }}",
    rf"SELECT * {{ ?s ?p ?o . <\u0023> ?p ?x . \u0053ERVICE {CALL} {{ ?a ?b ?c }} }}",
]

UPDATES = [
    "INSERT DATA { <a:a> <a:a> <a:a> }",
    "PREFIX a: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:1/>",
    "CLEAR ALL",
    "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]

TOO_MUCH = {
    "braces": "SELECT * {" + "{" * 5_000 + "}" * 5_000 + "}",
    "sub-selects": "SELECT * {" + "{SELECT * {" * 1_200 + "}}" * 1_200 + "}",
    "side by side": "SELECT * {" + "{SELECT * {}}" * 1_200 + "}",
    "parentheses": "ASK {FILTER(" + "(" * 4_700 + "1" + ")" * 4_700 + ")}",
    "operators": "ASK {FILTER(1" + "+1" * 12_800 + "=3)}",
    "exclamation marks": "ASK {FILTER(" + "!" * 12_800 + "true)}",
    "chain": "SELECT * {" + " ".join(f"?v{i} ?p ?v{i + 1} ." for i in range(200)) + "}",
    "star": "SELECT * {?s " + " ; ".join(f"?p{i} ?v{i}" for i in range(200)) + "}",
    "objects": "SELECT * {?s ?p " + " , ".join(f"?v{i}" for i in range(200)) + "}",
    "path": "SELECT * {?s " + "/".join(["<http://x/p>"] * 200) + " ?o}",
    "alternatives": "SELECT * {?s " + "|".join(["<http://x/p>"] * 2_000) + " ?o}",
    "list": "SELECT * {?s ?p " + "(" * 400 + "1" + ")" * 400 + "}",
    "lists": "SELECT * {" + "(1) ?p (2) ." * 200 + "}",
    "nodes": "SELECT * {" + "[ ?p " * 400 + "1" + "]" * 400 + "}",
    "unions": "SELECT * {{}" + " UNION {}" * 2_000 + "}",
    "triple terms": "SELECT * {" + "<< " * 400 + "?a ?b ?c" + " >> ?b ?c" * 400 + "}",
    "size": "SELECT * { ?s ?p ?o } # " + "x" * 100_000,
    "hidden parentheses": "ASK {FILTER(?a<" + "(" * 4_700 + "1" + ")" * 4_700 + "&&1>2)}",
    "after data": "SELECT * { VALUES (?x) { (1) } " + "?a ?b ?c ." * 200 + "}",
}


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", CALLS)
def test_calls_out(query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|two ways"):
        check(query)


@pytest.mark.parametrize("query", ESCAPED_CALLS)
def test_escapes_hide_no_call(query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE is not allowed|two ways"):
        check(decoded(query))


# queries, and what is left of them for the database
LEGAL = {
    "\ufeffSELECT ?s { ?s ?p ?o }": "SELECT ?s { ?s ?p ?o }",
    r"\u0053ELECT ?s { ?s ?p ?o }": "SELECT ?s { ?s ?p ?o }",
    "\ufeff" r"\U00000053ELECT ?\u0073 { ?s ?p ?o }": "SELECT ?s { ?s ?p ?o }",
    r"PREFIX x: <http://x/> SELECT * { x:caf\u00E9 ?p ?o }": "PREFIX x: <http://x/> SELECT * { x:café ?p ?o }",
    r"SELECT * { ?s ?p ?o \u007d": "SELECT * { ?s ?p ?o }",
    r"SELECT * { <http://x/\u00e9> ?p ?o }": "SELECT * { <http://x/é> ?p ?o }",
    r"SELECT ?\u0073 { ?s ?p \u0022it is\u0022 }": 'SELECT ?s { ?s ?p "it is" }',
    # the database itself reads those in strings
    r"SELECT ('\u0041\u0027' AS ?x) {}": r"SELECT ('\u0041\u0027' AS ?x) {}",
    r"SELECT ('\\u0041' AS ?x) {}": r"SELECT ('\\u0041' AS ?x) {}",
    r'SELECT ("""it\'s " \u0053""" AS ?x) { ?\u0073 ?p ?o }': r'SELECT ("""it\'s " \u0053""" AS ?x) { ?s ?p ?o }',
    # quotation marks that begin no string
    r"PREFIX x: <http://x/> SELECT ?\u0073 { x:it\'s ?p ?s }": r"PREFIX x: <http://x/> SELECT ?s { x:it\'s ?p ?s }",
    r"SELECT ?\u0073 { <http://x/it's> ?p ?s } # it's \u0073": "SELECT ?s { <http://x/it's> ?p ?s } # it's s",
    # what stands for no character there is left for the error
    r"SELECT ('\ud83d' AS ?x) {} # \ud83d \U00110000 \u12": r"SELECT ('\ud83d' AS ?x) {} # \ud83d \U00110000 \u12",
}


@pytest.mark.parametrize("query", LEGAL)
def test_escapes_are_read_before_the_query(query: str) -> None:
    assert decoded(query) == LEGAL[query]
    check(decoded(query))


def test_an_escape_ends_no_iri() -> None:
    query = r"SELECT * { <http://x/\u003e\u0020> ?p ?o }"
    assert decoded(query) == query


UNDECLARED = {
    "SELECT * { ?s foaf:name ?o }": ("line 1, column 15", ["foaf"]),
    "SELECT * {\n ?s\n   dcat:theme ?o ; foaf:name ?n ; dcat:x ?y }": ("line 3, column 4", ["dcat", "foaf"]),
    "PREFIX x: <http://x/> SELECT * { ?s x:p '1'^^xsd:date }": ("line 1, column 46", ["xsd"]),
    "SELECT (xsd:integer('1') AS ?x) {}": ("line 1, column 9", ["xsd"]),
    "DESCRIBE skos:broader": ("line 1, column 10", ["skos"]),
    "SELECT * FROM kg:g {}": ("line 1, column 15", ["kg"]),
    "PREFIX RDF: <http://x/>\nASK { ?s rdf:type/rdfs:label ?o }": ("line 2, column 10", ["rdf", "rdfs"]),
    "ASK { GRAPH ?g { [] a prov:Entity } } # foaf:": ("line 1, column 23", ["prov"]),
}


@pytest.mark.parametrize("query", UNDECLARED)
def test_an_undeclared_prefix_is_named_with_the_line_that_declares_it(query: str) -> None:
    where, missing = UNDECLARED[query]
    with pytest.raises(QuerySyntax) as caught:
        check(query)
    assert caught.value.place == where
    assert caught.value.reason == f"no PREFIX declares {', '.join(f'{prefix}:' for prefix in missing)}"
    lines = " ".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in missing)
    assert caught.value.hint == f"begin the query with {lines}"
    check(f"{lines} {query}")


def test_a_prefix_that_nothing_declares_is_named_all_the_same() -> None:
    with pytest.raises(QuerySyntax, match=r"no PREFIX declares nope:; begin the query with PREFIX nope: <…>"):
        check("SELECT * { ?s nope:p ?o }")
    with pytest.raises(QuerySyntax, match=r"line 1, column 12: no PREFIX declares :; .* PREFIX : <…>"):
        check("SELECT * { :a ?p ?o }")
    with pytest.raises(QuerySyntax, match=r"PREFIX e: <https://kg\.example/entity/>"):
        check("SELECT * { e:a ?p ?o }", prefixes={"e": "https://kg.example/entity/"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { _:a ?p '''foaf:name''' ; ?q <foaf:name> } # foaf:name",
        "PREFIX : <http://x/> PREFIX a.b: <http://y/> SELECT * { :a a.b:c :, : . : a : }",
        "prefix foaf: <http://x/> SELECT * { ?foaf foaf: 'foaf:name'@en-foaf }",
        "BASE <foaf:x> SELECT ?kg { ?kg <kg:a> 1 FILTER(?kg = <rdf:type>) }",
        "PREFIX x: <http://x/> SELECT * { ?s x:a:b:c ?o ; x:rdf\\:type ?t }".replace("\\:", ":"),
    ],
)
def test_what_is_no_prefix_is_not_asked_for(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", UPDATES)
def test_update(query: str) -> None:
    with pytest.raises(QueryError, match="is an update; the data is read-only"):
        check(query)


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much(name: str) -> None:
    with pytest.raises(QueryError, match=r"more than|limit is|two ways"):
        check(TOO_MUCH[name])


@pytest.mark.parametrize("query", ["", "# nothing\n", "PREFIX a: <http://x/>"])
def test_no_query(query: str) -> None:
    with pytest.raises(QueryError, match="no query; begin with SELECT"):
        check(query)


def test_says_where() -> None:
    with pytest.raises(QueryError, match=r"^mine\.rq, line 2, column 3: SERVICE is not allowed"):
        check("SELECT * {\n  SERVICE <http://x/> {} }", source="mine.rq")
    with pytest.raises(QueryError, match=r"line 2, column 1: cannot read '\"abc"):
        check('SELECT * { ?s ?p\n"abc }')


def test_limits_are_settings() -> None:
    check("SELECT * {{{ ?s ?p ?o }}}", limits=QueryLimits(depth=3))
    with pytest.raises(QueryError, match="nested more than 2 deep"):
        check("SELECT * {{{ ?s ?p ?o }}}", limits=QueryLimits(depth=2))


PROLOGUE = "PREFIX : <http://127.0.0.1:1/> PREFIX ex: <http://127.0.0.1:1/> PREFIX service: <http://x/> "
PIECES = st.sampled_from(
    [
        *("?s ?p ?o", "?a", " ", "\n", "#", ">", "<", "<<", ">>", "'", '"', '"""', "'''", "\\", "\\'", ".", ";", ","),
        *(
            "(",
            ")",
            "{",
            "}",
            "FILTER(",
            "FILTER(?s<",
            "1",
            "true",
            "@en",
            "^^",
            "/",
            "|",
            "!",
            "=",
            "ex:",
            "ex:a",
            "_:b",
        ),
        *("SERVICE", "SERVICEex:a", "SERVICE ex:a {}", f"SERVICE {CALL} {{}}", f"SERVICE{CALL}{{ ?x ?y ?z }}", CALL),
        *("<?b)SERVICE#>\n", "<'>", "<#>", "<a>", "VALUES ?v { 1 }", "BIND(1 AS ?w)", "\\u0053ERVICE", "GRAPH ?g {"),
        *("<service>", "<?b;service>", "service:a", "service:a {}", "a", "<=1", "<1service>", "SERVICESILENTex:a {}"),
    ]
)


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=12))
@example(["FILTER(?s<", "'>'", ")", f"SERVICE {CALL} {{}}"])
def test_whatever_passes_stays_here(pieces: list[str]) -> None:
    query = decoded(PROLOGUE + "SELECT * { ?s ?p ?o " + "".join(pieces) + "}")
    try:
        check(query)
    except QueryError:
        return
    store = Store()
    store.add(Quad(NamedNode("http://x/1"), NamedNode("http://x/2"), NamedNode("http://x/3")))
    try:
        list(store.query(query))  # type: ignore[arg-type]
    except SyntaxError:
        return
    except OSError as error:
        raise AssertionError(f"{query!r} called out") from error


@pytest.mark.parametrize("query", [CALLS[0], CALLS[1], CALLS[3], CALLS[7]])
def test_those_refused_would_call_out(query: str) -> None:
    store = Store()
    store.add(Quad(NamedNode("http://x/1"), NamedNode("http://x/2"), NamedNode("http://x/3")))
    with pytest.raises(OSError, match=CALLED):
        list(store.query(query))  # type: ignore[arg-type]


def joined(patterns: int) -> str:
    """A query of so many patterns, as they are counted: the bracket, and each stop between triples."""
    return "ASK { " + " . ".join(["?s ?p ?o"] * patterns) + " }"


@pytest.mark.parametrize(
    ("query", "patterns", "operators", "selects"),
    [
        (joined(1), 1, 0, 1),
        (joined(3), 3, 0, 1),
        ("SELECT ?s { ?s ?p ?a , ?b ; ?q ?c . }", 4, 0, 1),
        ("SELECT ?s { ?s <http://x/p>/<http://x/q> ?o }", 2, 1, 1),
        ("SELECT ?s { ?s ?p ?o FILTER(?o > 1 && ?o != 3) }", 1, 4, 1),
        ("SELECT ?s { ?s ?p ?o OPTIONAL { ?s ?q ?r } }", 2, 1, 1),
        ("SELECT ?s { { ?s ?p ?o } UNION { ?s ?q ?r } }", 3, 1, 1),
        ("SELECT ?s { ?s ?p ?o MINUS { ?s ?q ?r } GRAPH ?g { ?s ?q ?t } }", 3, 2, 1),
        ("SELECT ?s { ?s ?p ?o BIND(1 AS ?x) FILTER EXISTS { ?s ?q ?r } }", 2, 3, 1),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } } }", 3, 0, 2),
        ("SELECT ?s { VALUES ?v { 1 2 3 } ?s ?p ?v }", 1, 0, 1),
        ("SELECT ?s { VALUES (?v ?w) { (1 2) (3 4) } ?s ?p ?v . ?s ?q ?w }", 2, 0, 1),
        ("SELECT * { ?s ?p ?o }", 1, 1, 1),  # a star may be a product
        ("SELECT (COUNT(?s) AS ?n) { ?s ?p ?o }", 1, 0, 1),
        ("ASK { ?s ?p (1 2) }", 2, 0, 1),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 2, 0, 1),
        ("DESCRIBE <http://x/a>", 0, 0, 1),
        ("SELECT ?s { << ?s ?p ?o >> ?q ?r }", 2, 2, 1),
    ],
)
def test_what_a_query_is_made_of(query: str, patterns: int, operators: int, selects: int) -> None:
    found = check(query)
    assert (found.characters, found.patterns, found.operators, found.selects) == (
        len(query),
        patterns,
        operators,
        selects,
    )
    exact = QueryLimits(len(query), 40, max(patterns, 1), max(operators, 1), selects)
    check(query, limits=exact)  # at each limit


@pytest.mark.parametrize(
    ("limit", "query", "message"),
    [
        ({"characters": 10}, "ASK { ?s ?p ?o }", "a query of 16 characters; the limit is 10"),
        ({"depth": 2}, "ASK { ?s ?p ( ( 1 ) ) }", "brackets nested more than 2 deep"),
        ({"patterns": 2}, joined(3), "more than 2 patterns"),
        ({"operators": 1}, "ASK { ?s ?p ?o FILTER(?o > 1) }", "more than 1 operators"),
        ({"selects": 1}, "SELECT * { { SELECT * { ?s ?p ?o } } }", "more than 1 sub-queries"),
    ],
)
def test_one_limit_at_a_time(limit: dict[str, int], query: str, message: str) -> None:
    check(query)
    with pytest.raises(QueryError, match=message):
        check(query, limits=QueryLimits(**limit))
    (name, most), = limit.items()  # fmt: skip
    check(query, limits=QueryLimits(**{name: most + (6 if name == "characters" else 1)}))


def test_limits_by_default() -> None:
    assert QueryLimits() == QueryLimits(characters=100_000, depth=40, patterns=100, operators=500, selects=30)
    check("ASK " + "{" * 40 + "}" * 40)
    check(joined(100))
    check("ASK { FILTER(" + "!" * 499 + "true) }")
    check("SELECT * {" + "{ SELECT * {} }" * 29 + "}")
    check("ASK {}".ljust(100_000))
    for query in (
        "ASK " + "{" * 41 + "}" * 41,
        joined(101),
        "ASK { FILTER(" + "!" * 500 + "true) }",
        "SELECT * {" + "{ SELECT * {} }" * 30 + "}",
        "ASK {}".ljust(100_001),
    ):
        with pytest.raises(QueryError):
            check(query)


@pytest.mark.parametrize(
    ("size", "slow"),
    [
        (QuerySize(8_000, 20, 200, 30), False),
        (QuerySize(8_001, 0, 0, 0), True),
        (QuerySize(0, 21, 0, 0), True),
        (QuerySize(0, 0, 201, 0), True),
    ],
)
def test_from_which_size_a_query_may_be_slow_to_plan(size: QuerySize, slow: bool) -> None:
    assert size.slow_to_plan is slow


@pytest.mark.parametrize(
    ("at", "told"), [(0, "line 1, column 1"), (2, "line 1, column 3"), (4, "line 2, column 1"), (7, "line 3, column 2")]
)
def test_places_are_counted_from_one(at: int, told: str) -> None:
    assert place("abc\nd\nefg", at) == told


# a name that is an IRI to one reader; to another it is "less than", with a comment behind it
READ_TWICE = "<x#(y>"


@pytest.mark.parametrize(
    "before",
    [
        *("(", "?a = 1 .", "?a ;", "?a ,", "?a =", "?a !=", "?a <=", "?a >=", "?a <", "?a >", "?a +", "?a -", "?a *"),
        *("?a /", "!", "?a |", "?a ||", "?a &&", "^", "'1'^^", "?a ?", "?a ~", "?a IN", "?a AS", "(1) +", "truest"),
    ],
)
def test_after_which_marks_and_words_a_name_begins(before: str) -> None:
    check(f"ASK {{ FILTER({before} {READ_TWICE}) }}")


@pytest.mark.parametrize(
    "before",
    ["?a", "1", "1.5", "'s'", "true", "FALSE", "'s'@en", "(1)", "((1))", "ex:a", "<http://x/>", "{ }", "[ ]"],
)
def test_after_what_else_it_may_be_less_than(before: str) -> None:
    query = "PREFIX ex: <http://x/> ASK {{ FILTER({} {}) }}"
    with pytest.raises(
        QueryError, match=r"<x#\(y> can be read in two ways; give the IRI in full or as a prefixed name"
    ):
        check(query.format(before, READ_TWICE))
    check(query.format(before, "<http://x/#(y>"))  # an address in full is one to every reader
    check(query.format(before, "<y>"))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("x" * 200, True),
        ("x" * 201, False),
        ("x" * 199 + "(", False),
        ("", True),
        ("a.b:c/d%e@f~g?h&i=j;k,l+m*n$o-p", True),
        *((f"x{mark}y", False) for mark in "()[]!#'"),
        *((f"{mark}y", False) for mark in "()#'"),
        *((f"y{mark}", False) for mark in "()#'"),
        ("http://(", True),
        ("a+b.c-1://(", True),
        ("1a://(", False),
        ("http:/(", False),
    ],
)
def test_which_names_are_the_same_to_every_reader(name: str, read: bool) -> None:
    query = f"ASK {{ FILTER(?a <{name}>) }}"
    if read:
        check(query)
    else:
        with pytest.raises(QueryError, match="two ways"):
            check(query)


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ ?a {READ_TWICE} ?b }}",  # outside parentheses nothing is compared
        f"ASK {{ FILTER(?a = 1) ?a {READ_TWICE} ?b }}",
        f"ASK {{ FILTER(EXISTS {{ ?a {READ_TWICE} ?b }}) }}",
        f"ASK {{ FILTER(EXISTS {{ ?a ?b [ ?c {READ_TWICE} ] }}) }}",
    ],
)
def test_outside_parentheses_a_name_is_a_name(query: str) -> None:
    check(query)


@pytest.mark.parametrize("inner", ["(1)", "EXISTS { }", "[ ]", "f((1), { })", "[ (1) ]"])
def test_brackets_that_are_closed_leave_the_one_around_them_open(inner: str) -> None:
    with pytest.raises(QueryError, match="two ways"):
        check(f"ASK {{ FILTER({inner} + ?a {READ_TWICE}) }}")
    assert check(f"ASK {{ FILTER({inner} + (1) , 2 ; 3) }}").patterns == check(f"ASK {{ FILTER({inner}) }}").patterns


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("ASK { ?a ?b (1) }", 2),  # a list
        ("ASK { ?a a (1) }", 2),
        ("ASK { ?a true (1) }", 2),  # no name of a function
        ("ASK { ?a false (1) }", 2),
        ("ASK { BIND(1 AS ?a) }", 1),
        ("ASK { f(1) }", 1),
        ("ASK { f(1, (2), g(3)) }", 1),
        ("ASK { f(1) (2) }", 2),
        ("ASK { f({ ?a ?b ?c . }) }", 3),  # within braces there are patterns again
        ("ASK { f([ ]) }", 2),
        ("ASK { ((1)) }", 3),
        ("ASK { VALUES ?a { (1) . ; , [ ] } }", 1),
        ("ASK { VALUES ?a { { } (1) } . }", 2),
        ("ASK { { VALUES ?a { 1 } . } . }", 4),
        ("ASK { VALUES ?a { 1 } VALUES ?b { (2) } . }", 2),
        ("ASK { ?a <http://x/p>* ?b }", 1),
        ("ASK { ?a ~ ?b }", 2),
        ("ASK { ?a / ?b }", 2),
        ("ASK { ?a | ?b ^ ?c }", 1),
    ],
)
def test_what_counts_as_a_pattern(query: str, patterns: int) -> None:
    assert check(query).patterns == patterns


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ }", "no query"),
        ("( )", "no query"),
        ("<x>", "no query"),
        ("}", "no query"),
        ("a:b", "no query"),
        ("ASK { <<?a ?b ?c>> }", ""),
        ("ASK { <<<x> ?b ?c>> }", ""),
        ("ASK { << <x> ?b ?c >> }", ""),
        ("ASK { <<(<x> ?b ?c)>> }", ""),
        ("ASK { <<http://x/> ?a ?b }", "<< can be read in two ways; put a space after the <"),
    ],
)
def test_how_a_query_may_begin_and_brackets_too(query: str, message: str) -> None:
    if message:
        with pytest.raises(QueryError, match=message):
            check(query)
    else:
        check(query)


@pytest.mark.parametrize(
    ("prefix", "declared", "refused"),
    [
        ("SERVICEx", {"x"}, True),
        ("serviceX", {"X"}, True),
        ("SERVICEx", set(), False),
        ("SERVICEx", {"y"}, False),
        ("SERVICEab", {"b"}, False),
        ("SERVICEab", {"ab"}, True),
        ("aSERVICEx", {"x"}, True),
        ("SERVICESILENTx", {"x"}, True),
        ("SERVICESILENTx", {"SILENTx"}, True),
        ("SERVICEaSERVICEx", {"x"}, True),
        ("SERVICEaSERVICEx", {"aSERVICEx"}, True),
        ("SERVICEaSERVICEx", {"a"}, False),
        ("SERVIC", {""}, False),
        ("SERVICE", {""}, True),
        ("SILENTx", {"x"}, False),
    ],
)
def test_before_which_braces_a_name_may_be_a_call(prefix: str, declared: set[str], refused: bool) -> None:
    lines = " ".join(f"PREFIX {one}: <http://x/>" for one in sorted(declared | {prefix}))
    query = f"{lines} ASK {{ ?a ?b ?c . {prefix}:n {{ }} }}"
    check(f"{lines} ASK {{ ?a ?b {prefix}:n . {{ }} }}")
    check(f"{lines} ASK {{ GRAPH {prefix}:n {{ }} }}")
    if refused:
        with pytest.raises(QueryError, match=r"give the prefix another name, or put a dot before the \{"):
            check(query)
    else:
        check(query)


@pytest.mark.parametrize(
    ("escape", "left"),
    [
        (r"\u0020", " "),
        (r"\uD7FF", "\ud7ff"),
        (r"\uD800", r"\uD800"),
        (r"\uDFFF", r"\uDFFF"),
        (r"\uE000", "\ue000"),
        (r"\U0000DFFF", r"\U0000DFFF"),
        (r"\U0010FFFF", "\U0010ffff"),
        (r"\U00110000", r"\U00110000"),
        (r"\u00e9", "é"),
    ],
)
def test_which_characters_an_escape_can_stand_for(escape: str, left: str) -> None:
    assert decoded(f"ASK {{}} # {escape}") == f"ASK {{}} # {left}"


@pytest.mark.parametrize(
    ("escape", "left"),
    [
        *((rf"\u00{ord(mark):02x}", rf"\u00{ord(mark):02x}") for mark in '<>"{}|^`\\ \t\n'),
        (r"\u0000", r"\u0000"),
        (r"\u0021", "!"),
        (r"\u0023", "#"),
    ],
)
def test_which_characters_an_escape_can_stand_for_in_an_iri(escape: str, left: str) -> None:
    assert decoded(f"ASK {{ <http://x/{escape}> ?p ?o }}") == f"ASK {{ <http://x/{left}> ?p ?o }}"


@pytest.mark.parametrize("word", ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
def test_each_word_that_begins_an_update(word: str) -> None:
    for said in (word, word.lower()):
        with pytest.raises(QueryError, match=f"{word} is an update"):
            check(f"PREFIX x: <http://x/> {said} <http://x/a>")
    check(f"ASK {{ FILTER({word}(?a)) }}")  # a query has begun
    check(f"ASK {{ x{word} }}")


@pytest.mark.parametrize("word", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_each_word_that_begins_a_query(word: str) -> None:
    for said in (word, word.lower()):
        assert check(f"{said} {{ }}").selects == 1
    with pytest.raises(QueryError, match="no query"):
        check(f"x{word} {{ }}")


@pytest.mark.parametrize("word", ["OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "GRAPH", "EXISTS", "LATERAL"])
def test_each_word_that_joins(word: str) -> None:
    assert check(f"ASK {{ {word} {{ }} }}").operators == check(f"ASK {{ {word.lower()} {{ }} }}").operators == 1
    assert check(f"ASK {{ x{word} {{ }} }}").operators == 0


@pytest.mark.parametrize(
    ("operator", "count"),
    [
        *(
            (one, 1)
            for one in ("||", "&&", "^^", "!=", "<=", ">=", "=", ">", "+", "*", "/", "!", "|", "^", "?", "~", "-")
        ),
        ("< ", 1),
        ("<<", 1),
        ("<<(", 1),
        (">>", 1),
        (")>>", 1),
        ("{|", 1),
        ("|}", 1),
        ("= =", 2),
        (". , ;", 0),
    ],
)
def test_each_mark_that_counts_as_an_operator(operator: str, count: int) -> None:
    assert check(f"ASK {{ ?a {operator} ?b }}").operators == count
