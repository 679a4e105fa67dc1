"""What a result says where its shape has no message: one sentence a constraint, the same whichever engine ran."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.validate.property_paths import Described
from kg.validate.vocabulary import SH, local

# section 4 of the standard; {} is the parameter's value, where there is one that it has to be
SENTENCES = {
    "And": "It does not meet all of the shapes that it has to meet.",
    "Class": "It is not of the class {}.",
    "Closed": "It has a property that its shape does not allow.",
    "Datatype": "It is not of the datatype {}.",
    "Disjoint": "It is also a value of {}, which it must not be.",
    "Equals": "It is not the same as what {} has.",
    "HasValue": "It lacks the value {}.",
    "In": "It is none of the values allowed.",
    "LanguageIn": "It is in none of the languages allowed.",
    "LessThan": "It is not less than what {} has.",
    "LessThanOrEquals": "It is more than what {} has.",
    "MaxCount": "There are more values than {}.",
    "MaxExclusive": "It is not less than {}.",
    "MaxInclusive": "It is more than {}.",
    "MaxLength": "It is longer than {} characters.",
    "MinCount": "There are fewer values than {}.",
    "MinExclusive": "It is not more than {}.",
    "MinInclusive": "It is less than {}.",
    "MinLength": "It is shorter than {} characters.",
    "Node": "It does not meet the shape {}.",
    "NodeKind": "It is not of the kind {}.",
    "Not": "It meets a shape that it must not meet.",
    "Or": "It meets none of the shapes that it may meet.",
    "Pattern": "It does not match the pattern {}.",
    "QualifiedMaxCount": "More than {} of its values meet the shape that so many may meet.",
    "QualifiedMinCount": "Fewer than {} of its values meet the shape that so many have to meet.",
    "SPARQL": "A query of its shape finds fault with it.",
    "UniqueLang": "There are two values in one language.",
    "Xone": "It does not meet exactly one of the shapes of which it has to meet one.",
}


class Defaults:
    """The sentences of a shapes graph's constraints."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self._values: dict[tuple[str, str | None, str], set[str]] = {}
        described = Described(quads)
        holders = {quad.object: quad.subject for quad in quads if isinstance(quad.object, BlankNode)}
        for quad in quads:
            parameter = local(quad.predicate)
            if parameter and f"{parameter[0].upper()}{parameter[1:]}" in SENTENCES:
                component = f"{parameter[0].upper()}{parameter[1:]}"
                paths = described.properties(quad.subject).get(f"{SH}path", ())
                path = str(paths[0]) if paths and isinstance(paths[0], NamedNode) else None
                key = (_named(quad.subject, holders), path, component)
                self._values.setdefault(key, set()).add(_shown(quad.object))

    def sentence(self, shape: str, path: str | None, component: str) -> str:
        """That of a result of this shape, at this path: with the parameter's value, if it can be but one."""
        name = component.removesuffix("ConstraintComponent")
        sentence = SENTENCES.get(name, f"It does not meet {component}.")
        values = self._values.get((shape, path, name), set()) if "{}" in sentence else set()
        if len(values) == 1:
            return sentence.format(next(iter(values)))
        return sentence.replace(" {}", " asked for") if "{}" in sentence else sentence


def one_message(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with one message a shape: in no language before English, and English before another."""
    chosen: dict[object, Quad] = {}
    quads = list(quads)
    for quad in quads:
        if local(quad.predicate) == "message":
            known = chosen.get(quad.subject)
            if known is None or _rank(quad) < _rank(known):
                chosen[quad.subject] = quad
    return [quad for quad in quads if local(quad.predicate) != "message" or chosen[quad.subject] == quad]


def _rank(quad: Quad) -> tuple[int, str]:
    if not isinstance(quad.object, Literal):
        return 3, str(quad.object)
    language = quad.object.language or ""
    return (0 if not language else 1 if language.partition("-")[0] == "en" else 2), str(quad.object)


def _named(node: object, holders: Mapping[BlankNode, object]) -> str:
    seen: set[object] = set()
    while isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        node = holders.get(node)
    return node.value if isinstance(node, NamedNode) else ""


def _shown(term: object) -> str:
    from kg.validate.formats import words

    if isinstance(term, Literal):
        return term.value
    return words.shown(term) if isinstance(term, NamedNode) else "asked for"
