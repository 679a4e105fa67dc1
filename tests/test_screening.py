"""Queries that are refused before the database sees them, and those that must not be."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import QueryError
from kg.screening import QueryLimits, check

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
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=12))
@example(["FILTER(?s<", "'>'", ")", f"SERVICE {CALL} {{}}"])
def test_whatever_passes_stays_here(pieces: list[str]) -> None:
    query = "PREFIX ex: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o " + "".join(pieces) + "}"
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
