"""SHACL's terms, as far as they count here: Core and SPARQL (W3C Recommendation, 20 July 2017), targets by query."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

Term = NamedNode | BlankNode | Literal

SH = "http://www.w3.org/ns/shacl#"
FIRST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
REST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
NIL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"

REFERS = frozenset(["node", "property", "not", "and", "or", "xone", "qualifiedValueShape"])  # to other shapes
TARGETS = frozenset(["target", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"])

# what else is advanced, or JavaScript, is refused by name; nodeShape is of drafts, and means nothing
KNOWN = frozenset(
    """AbstractResult AndConstraintComponent BlankNode BlankNodeOrIRI BlankNodeOrLiteral ClassConstraintComponent
    ClosedConstraintComponent ConstraintComponent DatatypeConstraintComponent DisjointConstraintComponent
    EqualsConstraintComponent HasValueConstraintComponent IRI IRIOrLiteral InConstraintComponent Info
    LanguageInConstraintComponent LessThanConstraintComponent LessThanOrEqualsConstraintComponent Literal
    MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent NodeKind
    NodeKindConstraintComponent NodeShape NotConstraintComponent OrConstraintComponent Parameter Parameterizable
    PatternConstraintComponent PrefixDeclaration PropertyConstraintComponent PropertyGroup PropertyShape
    QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent ResultAnnotation SPARQLAskExecutable
    SPARQLAskValidator SPARQLConstraint SPARQLConstraintComponent SPARQLConstructExecutable SPARQLExecutable
    SPARQLSelectExecutable SPARQLSelectValidator SPARQLTarget
    Severity Shape UniqueLangConstraintComponent ValidationReport
    ValidationResult Validator Violation Warning XoneConstraintComponent alternativePath and annotationProperty
    annotationValue annotationVarName ask class closed conforms construct datatype deactivated declare defaultValue
    description detail disjoint entailment equals flags focusNode group hasValue ignoredProperties in inversePath
    labelTemplate languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount
    minExclusive minInclusive minLength name namespace node nodeKind nodeShape nodeValidator not oneOrMorePath
    optional or order
    parameter path pattern prefix prefixes property propertyValidator qualifiedMaxCount qualifiedMinCount
    qualifiedValueShape qualifiedValueShapesDisjoint result resultAnnotation resultMessage resultPath resultSeverity
    select severity shapesGraph shapesGraphWellFormed sourceConstraint sourceConstraintComponent sourceShape sparql
    suggestedShapesGraph target targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang validator value xone
    zeroOrMorePath zeroOrOnePath""".split()
)

# what is for people, and judges nothing
ANNOTATING = frozenset("name description message order group defaultValue labelTemplate".split())

# what a parameter's value has to be (section 4 and appendix A of the standard)
KINDS = {
    "number": "minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount",
    "truth": "closed uniqueLang deactivated optional qualifiedValueShapesDisjoint",
    "list": "in and or xone languageIn ignoredProperties alternativePath",
    "IRI": "class datatype equals disjoint lessThan lessThanOrEquals severity targetClass targetObjectsOf"
    " targetSubjectsOf",
    "string": "pattern flags select ask prefix",
    "literal": "minInclusive maxInclusive minExclusive maxExclusive message",
    "shape": "node property not qualifiedValueShape",
    "node kind": "nodeKind",
}
KIND = {parameter: kind for kind, parameters in KINDS.items() for parameter in parameters.split()}
NODE_KINDS = frozenset(["BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"])


def local(term: object) -> str | None:
    """The local name of a term of SHACL's namespace."""
    return term.value.removeprefix(SH) if isinstance(term, NamedNode) and term.value.startswith(SH) else None


def flags_of(quads: Iterable[Quad]) -> dict[object, str]:
    """The flags of the patterns of each shape that has some."""
    return {
        quad.subject: quad.object.value
        for quad in quads
        if local(quad.predicate) == "flags" and isinstance(quad.object, Literal)
    }


def short(term: object) -> str:
    """A term as part of a message."""
    return f"<{term.value}>" if isinstance(term, NamedNode) else "[ … ]" if isinstance(term, BlankNode) else str(term)


def term(text: str) -> Term:
    """A term of N-Triples syntax; ``ValueError`` where it is none."""
    try:
        found: Term | Triple = next(iter(parse(f"<x:x> <x:x> {text} .", RdfFormat.N_TRIPLES))).object
    except SyntaxError as error:
        raise ValueError(f"no term: {text[:60]!r}") from error
    if isinstance(found, Triple):
        raise TypeError("a result about a triple")
    return found
