"""The flat tables and their columns: what is written, described in the files themselves and in README.md.

A ``type`` is DuckDB's, which says the same as Parquet's logical types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PARTY = "entity VARCHAR, name VARCHAR"
WORDS = "words VARCHAR, words_start INTEGER, words_end INTEGER"
HOLDERS = f"STRUCT({PARTY}, {WORDS})[]"
CLAIM_ROLES = f"STRUCT(role VARCHAR, {PARTY}, value VARCHAR, {WORDS})[]"
SITUATION_ROLES = f"STRUCT(role VARCHAR, {PARTY}, value VARCHAR)[]"
# roles that others of the ontology are kinds of: a buyer is a recipient
GENERAL = ("agent", "theme", "recipient", "place")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its ``type`` as DuckDB writes it, and what it holds."""

    name: str
    type: str
    holds: str


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table: what a row of it is, its columns, and those that its rows are sorted by."""

    holds: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]


def _fillers(whose: str) -> Iterator[Column]:
    for role in GENERAL:
        yield Column(
            role, "VARCHAR", f"what fills {whose} roles that are kinds of kg:{role}: names, else words; several by '; '"
        )
        yield Column(f"{role}_iris", "VARCHAR[]", f"the entities among them, in the order of `{role}`")


TIME = (
    Column("time", "VARCHAR", "when, in EDTF (Extended Date/Time Format)"),
    Column("date", "DATE", "the day, where `time` is exactly one"),
    Column("not_before", "DATE", "the first day that `time` can mean; null where open"),
    Column("not_after", "DATE", "the last day that `time` can mean; null where open"),
)

TABLES: dict[str, Table] = {
    "claims": Table(
        "what one sentence says, whatever its stance: a row a claim",
        (
            Column("claim", "VARCHAR", "IRI of the claim"),
            Column("frame", "VARCHAR", "the kind of situation: Sale, Pledge, Statement …"),
            Column("direction", "VARCHAR", "of a pledge: undertake or forgo"),
            Column("polarity", "VARCHAR", "whether the holder says it is so: affirmed, negated, unknown"),
            Column("certainty", "VARCHAR", "how sure they say they are: certain, probable, possible"),
            Column("actuality", "VARCHAR", "of what world it is said: actual, planned, conditional, hypothetical"),
            *_fillers("the claim's"),
            Column(
                "roles",
                CLAIM_ROLES,
                "every filling: role, entity (IRI) with its name or else a value, and the words it stands in",
            ),
            *TIME,
            Column("time_as_written", "VARCHAR", "the words for the time"),
            Column("attributed_to", "VARCHAR", "name, else words, of the nearest holder; null: the article itself"),
            Column("attributed_to_iri", "VARCHAR", "the nearest holder, where it is a known entity"),
            Column("attribution", HOLDERS, "the whole chain of holders, nearest first; empty: the article itself"),
            Column("confidence", "DOUBLE", "how likely the claim is read right, calibrated, 0 to 1"),
            Column("sentence", "VARCHAR", "the words that say so"),
            Column("sentence_start", "INTEGER", "where they begin in the article's text, in Unicode code points"),
            Column("sentence_end", "INTEGER", "where they end, exclusive"),
            Column("trigger_start", "INTEGER", "where the word begins that tells of it"),
            Column("trigger_end", "INTEGER", "where it ends, exclusive"),
            Column("article", "VARCHAR", "IRI of the article"),
            Column("article_title", "VARCHAR", "its headline"),
            Column("article_url", "VARCHAR", "its address"),
            Column("outlet", "VARCHAR", "name of the outlet that published it"),
            Column("outlet_iri", "VARCHAR", "the outlet as an entity"),
            Column("published", "DATE", "the day it was published, where the page gives one"),
            Column("origin", "VARCHAR", "IRI of the article whose reporting it is: itself, or what it is a copy of"),
            Column("graph", "VARCHAR", "IRI of the named graph in which the claim stands"),
            Column("situation", "VARCHAR", "IRI of the situation that it is about"),
            Column(
                "asserted",
                "BOOLEAN",
                "whether that situation is asserted, in the default graph, and the claim tells it as a fact: affirmed, "
                "certain, actual",
            ),
            Column(
                "reasons",
                "VARCHAR[]",
                "why not (in graph/reported): Denied, Disputed, Unclear, Planned, Alleged, Over, CopyOnly, Unsure",
            ),
            Column("extractor", "VARCHAR", "what read the claim, with its version"),
            Column("predicate", "VARCHAR", "of an OpenEvent: the lemmas of the words that tell of it"),
            Column("rule", "VARCHAR", "the rule that found it: its frame or extractor, and its wording"),
        ),
        ("article", "sentence_start", "sentence_end", "trigger_start", "claim"),
    ),
    "situations": Table(
        "what claims are about, asserted or only reported: a row a situation",
        (
            Column("situation", "VARCHAR", "IRI of the situation"),
            Column("label", "VARCHAR", "kind, reasons and parties, to be read"),
            Column("frame", "VARCHAR", "the kind of situation: Sale, Pledge, Statement …"),
            Column("kind", "VARCHAR", "event or state"),
            Column("asserted", "BOOLEAN", "whether the graph asserts it, in the default graph"),
            Column(
                "reasons",
                "VARCHAR[]",
                "why not (in graph/reported): Denied, Disputed, Unclear, Planned, Alleged, Over, CopyOnly, Unsure",
            ),
            Column("direction", "VARCHAR", "of a pledge: undertake or forgo"),
            *_fillers("the situation's"),
            Column(
                "roles",
                SITUATION_ROLES,
                "every filling that its claims agree on: role, entity (IRI) with its name, or else a value",
            ),
            *TIME,
            Column("duration", "VARCHAR", "of a pledge: how long it holds, as xsd:duration"),
            Column("expires", "VARCHAR", "of a pledge: when it ends, in EDTF"),
            Column("claim_count", "BIGINT", "claims about it"),
            Column("affirmed_count", "BIGINT", "of these, those that affirm it"),
            Column("negated_count", "BIGINT", "of these, those that deny it"),
            Column("unknown_count", "BIGINT", "of these, those that leave it open"),
            Column("denied_elsewhere_count", "BIGINT", "claims about other situations that stand against it"),
            Column("article_count", "BIGINT", "articles with a claim about it"),
            Column("origin_count", "BIGINT", "independent origins: copies of one report are one"),
            Column("origins", "VARCHAR[]", "IRIs of the articles that these are"),
            Column("disagreement_count", "BIGINT", "disagreements about it"),
            Column("first_published", "DATE", "the day of its first article with one"),
            Column("last_published", "DATE", "the day of its last article with one"),
            Column("predicate", "VARCHAR", "of an OpenEvent: the lemmas of the words that tell of it"),
        ),
        ("situation",),
    ),
    "entities": Table(
        "who and what is spoken of: a row an entity",
        (
            Column("entity", "VARCHAR", "IRI of the entity"),
            Column("name", "VARCHAR", "what it is called"),
            Column("type", "VARCHAR", "its class: Company, GovernmentAgency, Person, Product …"),
            Column("aliases", "VARCHAR[]", "other names"),
            Column("same_as", "VARCHAR", "its IRI in a knowledge base"),
            Column("wikidata", "VARCHAR", "its Wikidata identifier, such as Q2283"),
            Column("ror", "VARCHAR", "its identifier in the Research Organization Registry"),
            Column("part_of", "VARCHAR", "name of what it belongs to"),
            Column("part_of_iri", "VARCHAR", "what it belongs to, as an entity"),
            Column("provider", "VARCHAR", "name of who makes or provides it"),
            Column("provider_iri", "VARCHAR", "who makes or provides it, as an entity"),
            Column("article_count", "BIGINT", "articles that mention it"),
            Column("claim_count", "BIGINT", "claims with it in a role or as a holder"),
            Column("situation_count", "BIGINT", "situations with it in a role"),
            Column("asserted_count", "BIGINT", "of these, those asserted"),
            Column("published_count", "BIGINT", "articles that it published, as an outlet"),
        ),
        ("entity",),
    ),
    "articles": Table(
        "what was read: a row an article, without its text",
        (
            Column("article", "VARCHAR", "IRI of the article"),
            Column("type", "VARCHAR", "NewsArticle; Copy of another's report; SpunCopy, rewritten word by word"),
            Column("title", "VARCHAR", "its headline"),
            Column("url", "VARCHAR", "its address"),
            Column("outlet", "VARCHAR", "name of the outlet that published it"),
            Column("outlet_iri", "VARCHAR", "the outlet as an entity"),
            Column("authors", "VARCHAR[]", "who is named as its author"),
            Column("published", "DATE", "the day it was published, where the page gives one"),
            Column("published_as_given", "VARCHAR", "date or time as the page gives it"),
            Column("language", "VARCHAR", "BCP 47 tag of its language"),
            Column("origin", "VARCHAR", "IRI of the article whose reporting it is: itself, or what it is a copy of"),
            Column(
                "source_outlet", "VARCHAR", "name of the outlet whose report it carries, if that is not in the data"
            ),
            Column("source_outlet_iri", "VARCHAR", "that outlet as an entity"),
            Column("graph", "VARCHAR", "IRI of the named graph of what it says"),
            Column("text_sha256", "VARCHAR", "SHA-256 of its text as read, UTF-8: what offsets count in"),
            Column("claim_count", "BIGINT", "claims it makes"),
            Column("situation_count", "BIGINT", "situations that these are about"),
            Column("entity_count", "BIGINT", "entities it mentions"),
        ),
        ("article",),
    ),
}
