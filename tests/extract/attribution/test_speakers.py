"""Who utters each quotation, by its tokens: the verb of saying beside it, before it, or of the quotation before."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg import nlp as pipeline
from kg.extract.attribution import speakers
from kg.extract.syntax import columns
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The drones are safe,” Ada Marsh said.", ["Marsh"]),
        ("“The drones are safe,” said Ada Marsh.", ["Marsh"]),
        ("“The drones are safe!” Ada Marsh said.", ["Marsh"]),
        ("“The drones are safe,” according to Ada Marsh.", ["Marsh"]),
        ("According to Ada Marsh, “the drones are safe and cheap”.", [None]),
        ("Ada Marsh said: “The drones are safe.”", ["Marsh"]),
        ("Ada Marsh said, “The drones are safe.”", ["Marsh"]),
        ("“The drones are safe,” Ada Marsh laughed.", [None]),
        ("“The drones are safe,” Ada Marsh, the mayor of Oslo, told reporters.", ["Marsh"]),
        ("Asked about it, Ada Marsh replied: “The drones are safe.”", ["Marsh"]),
        ("“The drones are safe,” she said. “They are cheap.”", ["she", "she"]),
        ("“The drones are safe,” Ada Marsh said. It rained. “They are cheap.”", ["Marsh", "Marsh"]),
        ("“The drones are safe,” Ada Marsh said. “They are cheap,” Tom Ferris said.", ["Marsh", "Ferris"]),
        ("“The drones are safe,” Ada Marsh said, “and they are cheap.”", ["Marsh", "Marsh"]),
        ("“The drones are safe,” Ada Marsh said.\n“They are cheap.”", ["Marsh", None]),
        ("“The drones are safe.”\n“They are cheap,” Ada Marsh said.", [None, "Marsh"]),
        ("She said it “was late.” He laughed.", ["She"]),
        ("Tom Ferris wept. “The drones are safe,” Ada Marsh said.", ["Marsh"]),
        ("Tom Ferris said it rained.\n“The drones are safe.”", [None]),
        ("“The drones are safe.”\nTom Ferris said it rained.", [None]),
        ("Ada Marsh, who runs Brindle Systems, came in and said “the drones are safe”.", ["Marsh"]),
        ("Ada Marsh told the court that “the drones are safe”, adding that “they are cheap”.", ["Marsh", "Marsh"]),
        ("A sign with the words “keep off” stood there.", [None]),
        ("“Keep off.”", [None]),
        (
            "“The drones are safe,” the mayor of the small town on the far side of the wide green river that runs past "
            "the old mill and the new bridge down to the sea said.",
            [None],
        ),
    ],
)
def test_who_utters_each_quotation(text: str, found: list[str | None], nlp: Language) -> None:
    article = article_of(text)
    [(_, doc)] = pipeline.docs(nlp, [article])
    read = columns.read(doc, article)
    assert [None if one is None else read.text[one] for one in speakers.find(read)] == found
