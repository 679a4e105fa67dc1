"""What a result says where its shape has no message: one sentence a constraint, the same whichever engine ran."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, Quad

from kg.validate import shape_words
from kg.validate.property_paths import Described
from kg.validate.report import Result
from kg.validate.vocabulary import SH, local

# section 4 of the standard; {} is the parameter's value, where there is one that it has to be
SENTENCES = {
    "And": "It does not meet all of the shapes that it has to meet: {}.",
    "Class": "It is not of the class {}.",
    "Closed": "It has a property that its shape does not allow.",
    "Datatype": "It is not of the datatype {}.",
    "Disjoint": "It is also a value of {}, which it must not be.",
    "Equals": "It is not the same as what {} has.",
    "HasValue": "It lacks the value {}.",
    "In": "It is none of the values allowed: {}.",
    "LanguageIn": "It is in none of the languages allowed: {}.",
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
    "Not": "It meets a shape that it must not meet: {}.",
    "Or": "It meets none of the shapes that it may meet: {}.",
    "Pattern": "It does not match the pattern {}.",
    "QualifiedMaxCount": "More than {} of its values meet the shape that so many may meet: {}.",
    "QualifiedMinCount": "Fewer than {} of its values meet the shape that so many have to meet: {}.",
    "SPARQL": "A query of its shape finds fault with it.",
    "UniqueLang": "There are two values in one language.",
    "Xone": "It does not meet exactly one of the shapes of which it has to meet one: {}.",
}


ILL_FORMED = "It is not written as a value of {} has to be."
COUNTED = ("QualifiedMinCount", "QualifiedMaxCount")  # about the values that meet another shape


class Defaults:
    """The sentences of a shapes graph's constraints."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self._described = Described(quads)

    def sentence(self, result: Result) -> str:
        """That of a result, with the parameter's value where it can be but one."""
        name = result.component.removesuffix("ConstraintComponent")
        sentence = SENTENCES.get(name, f"It does not meet {result.component}.")
        parameter = f"{name[:1].lower()}{name[1:]}"
        values = self._values(result.source, parameter)
        if name == "Datatype" and isinstance(result.value, Literal) and values == [result.value.datatype]:
            sentence = ILL_FORMED
        texts = list(dict.fromkeys(shape_words.parameter(self._described, parameter, value) for value in values))
        if name in COUNTED:
            shapes = self._values(result.source, "qualifiedValueShape")
            met = " / ".join(shape_words.shape(self._described, shape) for shape in shapes)
            return _filled(sentence.removesuffix(": {}."), texts) + (f": {met}." if met else ".")
        return _filled(sentence, texts)

    def _values(self, shape: object, parameter: str) -> Sequence[object]:
        return list(dict.fromkeys(self._described.objects(shape, f"{SH}{parameter}")))


def _filled(sentence: str, texts: Sequence[str]) -> str:
    """The sentence with what there is to say of the parameter's values; shapes and patterns may hold braces."""
    if not texts or not all(texts):
        return sentence.replace(": {}", "").replace("{}", "asked for")
    if len(texts) > 1 and ": {}" not in sentence:
        return sentence.replace("{}", "asked for")
    return sentence.replace("{}", " / ".join(texts))


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
