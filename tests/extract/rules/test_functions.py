"""Grammatical functions beyond subject, object and preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract.rules.functions import FUNCTIONS

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("function", "text", "word", "found"),
    [
        ("told", "The council allowed Brindle to fly drones.", "allowed", ["Brindle"]),
        ("told", "The council urged Brindle to stop.", "urged", ["Brindle"]),
        ("deed", "The council allowed Brindle to fly drones.", "allowed", ["fly"]),
        ("deed", "The council renewed its call to stop the flights.", "call", ["stop"]),
        ("deed", "The council said that Brindle had stopped.", "said", []),
        ("named", "Brindle named Ada Marsh chief executive.", "named", ["Marsh"]),
        ("title", "Brindle named Ada Marsh chief executive.", "named", ["executive"]),
        ("beside", "Brindle co-founder Ada Marsh left.", "co-founder", ["Brindle"]),
        ("beside", "The founder Ada Marsh left.", "founder", []),
        ("equated", "Ada Marsh, founder of Brindle, left.", "founder", ["Marsh"]),
        ("light", "Brindle won a contract.", "contract", ["Brindle"]),
        ("light", "A pact was signed by Brindle.", "pact", ["Brindle"]),
        ("light", "The contract that Brindle signed is long.", "contract", ["Brindle"]),
        ("owner", "Brindle has its headquarters in Oslo.", "headquarters", ["Brindle"]),
        ("owner", "Protesters left the headquarters in Oslo.", "headquarters", []),
        ("moving", "Bombs dropped on the town killed nobody.", "dropped", []),
        ("moving", "The news sent prices tumbling by 5%.", "tumbling", ["prices"]),
        ("sum", "The council fined Brindle £2m in May.", "fined", ["m"]),
    ],
)
def test_function(nlp: Language, function: str, text: str, word: str, found: list[str]) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert [filler.text for filler, _ in FUNCTIONS[function](token)] == found


@pytest.mark.parametrize("text", ["", "and", "Brindle -based - owned", "to to to named title of of", "co - founder of"])
def test_any_words_will_do(nlp: Language, text: str) -> None:
    for token in nlp(text):
        for function in FUNCTIONS.values():
            assert all(0 < sureness <= 1 for _, sureness in function(token))
