"""Who does what to whom in a dependency tree: grammatical functions as they are meant, not as they are written.

Passives, control, raising, relative clauses, participles and coordination are undone here, once, so that a frame names
``subj``, ``obj``, ``iobj`` or a preposition and need not know how the sentence was built. Labels are those of spaCy's
English pipelines (ClearNLP).
"""

from kg.extract.syntax.arguments import indirect_objects, objects, ranked, resolve_relative, subjects, surface_subject
from kg.extract.syntax.clauses import (
    children,
    complement_clauses,
    coordinated_verbs,
    has_to,
    is_passive,
    is_verbal,
    purposes,
)
from kg.extract.syntax.coordination import aged, called, coordinated, included
from kg.extract.syntax.prepositions import CLOSED, prepositions
from kg.extract.syntax.relatives import antecedent

__all__ = [
    "CLOSED",
    "aged",
    "antecedent",
    "called",
    "children",
    "complement_clauses",
    "coordinated",
    "coordinated_verbs",
    "has_to",
    "included",
    "indirect_objects",
    "is_passive",
    "is_verbal",
    "objects",
    "prepositions",
    "purposes",
    "ranked",
    "resolve_relative",
    "subjects",
    "surface_subject",
]
