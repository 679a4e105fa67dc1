"""No part of a query may give more rows because the graph is larger, where its answer is no larger.

Sub-queries are worked out for themselves, before what stands around them. So each is asked by itself, on a small graph
and on one three times its size: what stands above a page, and what a parameter narrows, has as many rows on either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store

from kg import queries
from tests.bench import graphs
from tests.queries.world import BASE

SMALL, LARGE = 4, 12  # copies of the small world
ROWS = 2
ONE = {  # what one copy alone has
    "advocacy": {"party": "open skies 3"},
    "agencies-and-departments": {"agency": "harbour authority 3"},
    "claims": {"party": "norvane 3"},
    "contracts": {"party": "port police 3"},
    "evidence": {"row": f"{BASE}entity/norvane.3"},
    "lawsuits": {"party": "open skies 3"},
    "no-comment": {"party": "harbour authority 3"},
    "on-record": {"party": "norvane 3"},
    "origins": {"party": "gatewise 3"},
    "ownership": {"party": "lumen labs 3"},
    "pitched-while-pledged": {"party": "norvane 3"},
    "pitches": {"agency": "harbour authority 3", "party": "norvane 3"},
    "pledge-status": {"party": "norvane 3"},
    "pledge-timeline": {"party": "norvane 3"},
    "pledges": {"party": "norvane 3"},
    "products": {"product": "facelens 3"},
    "sale-reports": {"buyer": "harbour authority 3", "party": "brightpath 3"},
    "sales": {"buyer": "port police 3", "party": "brightpath 3"},
    "statements": {"party": "lena ortiz 3"},
    "unsure": {"party": "gatewise 3"},
}
MANY = {
    "about": "keep",
    "act": "Sale",
    "day": "2031-03-11",
    "evidence_for": "Broken",
    "frame_is": "Test",
    "kind": "Pitch",
    "stance_is": "negated",
    "status_is": "asserted",
}  # what all copies have
LATE = """
# title: All is joined before it is filtered
SELECT ?name (COUNT(?claim) AS ?claims) WHERE {
  VALUES ?party { UNDEF }
  ?entity <https://schema.org/name> ?name .
  {
    SELECT ?entity ?claim WHERE {
      GRAPH ?graph { ?filling <https://w3id.org/onrecord/ns#filler> ?entity . ?claim ?has ?filling }
    }
  }
  FILTER(!BOUND(?party) || CONTAINS(LCASE(?name), LCASE(?party)))
} GROUP BY ?name
ORDER BY ?name
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A SELECT of a query, the outermost too: what it projects, and its pattern without modifiers."""

    head: str
    pattern: str

    @property
    def above_page(self) -> bool:
        return f"LIMIT {ROWS}\n" in self.pattern

    @property
    def joins(self) -> bool:
        """Whether it is more than a scan: one pattern of three terms, its filters, and what stands for a parameter."""
        terms = re.sub(r"VALUES \?\w+ \{[^}]*\}|GRAPH \?\w+|[{}]", " ", self.pattern)
        terms = re.sub(r"FILTER(?: NOT EXISTS)?\b.*", "", terms)
        return len(terms.replace(" . ", " ").split()) > 3


def parts(query: str) -> Iterator[Part]:
    """Every SELECT in the text of a query, which has braces in pairs and none in its comments."""
    for found in re.finditer(r"\bSELECT\b(.*?)\bWHERE \{", query, re.DOTALL):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(query[end], 0)
            end += 1
        yield Part(" ".join(found[1].split()), query[found.end() : end - 1])


def growing(query: str, stores: Mapping[int, Store], *, paged: bool) -> list[str]:
    """The heads of the parts that give more rows on the larger graph: above the page, or of all that join anything."""
    prefixes = "\n".join(re.findall(r"^PREFIX .*$", query, re.MULTILINE))
    counts = {
        part.head: [
            _count(store, f"{prefixes}\nSELECT (COUNT(*) AS ?n) WHERE {{{part.pattern}}}") for store in stores.values()
        ]
        for part in parts(query)
        if (part.above_page if paged else part.joins)
    }
    assert counts, "nothing stands above a page"
    return [f"{head}: {small} and {large} rows" for head, (small, large) in counts.items() if large > small]


def _count(store: Store, query: str) -> int:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    number = next(answer)[0]
    assert isinstance(number, Literal)
    return int(number.value)


@pytest.fixture(scope="module")
def stores() -> dict[int, Store]:
    lines = list(graphs.served(1))
    found = {}
    for copies in (SMALL, LARGE):
        found[copies] = Store()
        found[copies].bulk_load("\n".join(graphs.served(copies * len(lines))), RdfFormat.N_QUADS)
    return found


@pytest.mark.parametrize("name", queries.names())
def test_what_tells_of_the_rows_is_asked_for_those_of_the_page(stores: dict[int, Store], name: str) -> None:
    named = queries.load(name)
    paged = queries.page(named.bind({}), rows=ROWS)
    assert not growing(paged, stores, paged=True)
    for parameter in named.parameters:
        value = ONE.get(name, MANY).get(parameter.name) or MANY[parameter.name]
        assert not growing(queries.page(named.bind({parameter.name: value}), rows=ROWS), stores, paged=True), (
            parameter.name
        )


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, parameter) for name, given in ONE.items() for parameter in given]
)
def test_parameters_narrow_every_part(stores: dict[int, Store], name: str, parameter: str) -> None:
    query = queries.load(name).bind({parameter: ONE[name][parameter]})
    assert not growing(query, stores, paged=False)


def test_every_parameter_is_tried() -> None:
    asked = {(name, parameter.name) for name in queries.names() for parameter in queries.load(name).parameters}
    tried = {(name, parameter) for name, given in ONE.items() for parameter in given}
    assert asked - tried == {(name, parameter) for name, parameter in asked if parameter in MANY}


def test_a_query_that_joins_all_before_it_filters_is_found(stores: dict[int, Store]) -> None:
    late = queries.parse(LATE, name="late").text.replace("UNDEF", '"norvane 3"')
    assert [one.split(":")[0] for one in growing(late, stores, paged=False)] == ["?entity ?claim"]
    with pytest.raises(AssertionError, match="nothing stands above a page"):
        growing(queries.page(late, rows=ROWS), stores, paged=True)
