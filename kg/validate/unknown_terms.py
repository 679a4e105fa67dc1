"""Terms of SHACL's namespace that SHACL does not have: misspelt, of old drafts, or of what came later.

Published shapes have many. Where one says nothing that could judge data, it is noted and the run goes on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from pyoxigraph import Quad

from kg.terms import RDF
from kg.validate.vocabulary import ANNOTATING, KNOWN, NODE_KINDS, local

# of the drafts of 2015 to 2017 (https://www.w3.org/TR/2015/WD-shacl-20151008/ and after), and what became of them
DRAFTS: Mapping[str, str] = {
    "scope": "sh:target",
    "scopeClass": "sh:targetClass",
    "scopeNode": "sh:targetNode",
    "scopeProperty": "sh:targetSubjectsOf",
    "scopeInverseProperty": "sh:targetObjectsOf",
    "targetProperty": "sh:targetSubjectsOf",
    "targetInverseProperty": "sh:targetObjectsOf",
    "predicate": "sh:path",
    "inverseProperty": "sh:property with sh:path [ sh:inversePath … ]",
    "inversePropertyConstraint": "sh:property with sh:path [ sh:inversePath … ]",
    "constraint": "its parameters on the shape itself, or sh:sparql",
    "shape": "sh:node",
    "valueShape": "sh:node",
    "valueClass": "sh:class",
    "directValueType": "sh:class",
    "directType": "sh:class",
    "valueType": "sh:datatype",
    "classIn": "sh:or ( [ sh:class … ] … )",
    "datatypeIn": "sh:or ( [ sh:datatype … ] … )",
    "allowedValues": "sh:in",
    "notEquals": "sh:disjoint",
    "argument": "sh:parameter",
    "filterShape": "a target that finds these nodes alone",
    "NodeConstraint": "sh:NodeShape",
    "PropertyConstraint": "sh:PropertyShape",
    "InversePropertyConstraint": "sh:PropertyShape",
    "Constraint": "sh:NodeShape",
    "Argument": "sh:Parameter",
}
SEVERITIES = frozenset(["Violation", "Warning", "Info"])
# of SHACL 1.2: they tell people and programs something, and judge nothing
TELLING = frozenset(["intent", "agentInstruction", "codeIdentifier"])


def suggestion(name: str, *, among: frozenset[str] = KNOWN) -> str:
    """What was most likely meant, empty where nothing comes near; ``sh:`` stands before a term."""
    if name in DRAFTS or name in TELLING:
        return DRAFTS.get(name, "")
    letters = re.sub(r"[^a-z]", "", name.lower())
    alike = [term for term in sorted(among) if term[:1].isupper() == name[:1].isupper()]
    same = [term for term in (*alike, *sorted(among)) if term.lower() == letters]
    near = same or difflib.get_close_matches(name, alike, 1)
    return f"sh:{near[0]}" if near else ""


def unknown(quad: Quad) -> str:
    """The local name of the first term of a statement that SHACL does not have; empty where there is none.

    Elsewhere than here an object in SHACL's namespace is a value like any other, as in ``sh:in``.
    """
    naming = quad.predicate == RDF.type or local(quad.predicate) == "severity"
    names = [local(term) for term in ((quad.predicate, quad.object) if naming else (quad.predicate,))]
    return next((name for name in names if name is not None and name not in KNOWN), "")


def loses(quad: Quad, *, of_a_shape: bool, called: bool) -> bool:
    """Whether a statement that such a term is in would have judged data.

    ``of_a_shape`` says whether its subject is a shape or part of one, ``called`` whether a query calls its subject.
    """
    name = local(quad.predicate)
    if quad.predicate == RDF.type:
        # the type of a shape, a query or a function decides nothing that its properties do not
        kind = local(quad.object) or ""
        return suggestion(kind) == "sh:ConstraintComponent" or (kind.endswith("Function") and called)
    if name in KNOWN or name is None:
        return False  # a severity: another one counts as a violation
    if name in TELLING:
        return False
    meant = suggestion(name)
    if meant.removeprefix("sh:") in ANNOTATING:
        return False
    return of_a_shape or bool(meant)


def sentence(name: str, quad: Quad, *, lost: bool) -> str:
    """What to say of a term that SHACL does not have; ``lost`` says whether it would have judged data."""
    if local(quad.predicate) == "severity":
        meant = suggestion(name, among=SEVERITIES)
        return f"sh:{name} is no severity of SHACL 1.0, and counts as sh:Violation{_asked(meant)}"
    meant = suggestion(name)
    if name in DRAFTS:
        return f"sh:{name} is of an old draft of SHACL; write {meant}"
    if meant:
        return f"sh:{name} is no term of SHACL{_asked(meant)}"
    if lost:
        return f"sh:{name} is not supported: only SHACL Core and SHACL-SPARQL are"
    return f"sh:{name} is no term of SHACL 1.0, and judges nothing"


def near_node_kind(term: object) -> str:
    """The question after a node kind that is none."""
    return _asked(suggestion(local(term) or "", among=NODE_KINDS))


def _asked(meant: str) -> str:
    return f"; did you mean {meant}?" if meant else ""
