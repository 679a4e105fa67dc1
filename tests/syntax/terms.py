"""Statements that are hard to write, for the tests of every syntax."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.terms import RDF

# all text there is, and more often what syntaxes trip over
AWKWARD = st.sampled_from(
    list("\x00\x01\t\n\x0b\r\x1f\x7f\x85\u2028\ufffd\ufffe\uffff\ufeff \"'<>&\\{}#%,;é\U0001f600")
)
TEXTS = st.text(st.one_of(AWKWARD, st.characters(exclude_categories=["Cs"])), max_size=12)
# what XML holds: https://www.w3.org/TR/xml/#NT-Char
WRITABLE = st.text(
    st.one_of(
        st.sampled_from("\t\n\r \"'<>&\x7f\x85\u2028\ufeff"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=12,
)
TAILS = st.text("ab1.-_~:/#?&'()%é·×\u0300\U00020000", max_size=6).map(lambda tail: tail.replace("%", "%20"))


def valid(iri: str) -> bool:
    """Whether the RDF library takes it for an IRI."""
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


STARTS = st.sampled_from(["http://x/", "http://x/y#", "urn:a", "e:", "kg:a", "x:/"])
IRIS = st.builds("{}{}".format, STARTS, TAILS).filter(valid).map(NamedNode)
NAMED = st.builds(
    "{}{}".format,
    st.sampled_from(["http://x/", "http://x/1", "urn:a:", "http://x/y#"]),
    st.sampled_from(["a", "é", "_b"]),
)
LABELS = st.sampled_from(["a", "1", "1a", "b0", "b1", "a.b", "a-b", "a:b", "é"]).map(BlankNode)
LANGUAGES = st.sampled_from(["en", "en-gb", "de-x-a1"])


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Literal]:
    """Literals of all kinds."""
    return st.one_of(
        texts.map(Literal),
        st.builds(lambda text, tag: Literal(text, language=tag), texts, LANGUAGES),
        st.builds(lambda text, kind: Literal(text, datatype=kind), texts, IRIS),
    )


def triples(
    texts: st.SearchStrategy[str], predicates: st.SearchStrategy[NamedNode] = IRIS
) -> st.SearchStrategy[Triple]:
    """Triples with such texts and predicates."""
    nodes = st.one_of(IRIS, LABELS)
    typed = st.builds(Triple, nodes, st.just(RDF.type), IRIS)
    return st.one_of(st.builds(Triple, nodes, predicates, st.one_of(nodes, literals(texts))), typed)


def quads() -> st.SearchStrategy[Quad]:
    """Quads of any texts, in several graphs."""
    graphs = st.one_of(st.just(DefaultGraph()), IRIS)
    return st.builds(lambda triple, graph: Quad(*triple, graph), triples(TEXTS), graphs)
