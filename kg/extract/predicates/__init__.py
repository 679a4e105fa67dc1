"""Predicate-argument structures, made once an article over its parse, and open claims of those that no frame types."""

from __future__ import annotations

from kg.extract.predicates.finding import predicates
from kg.extract.predicates.structures import Argument, Predicate

__all__ = ["Argument", "Predicate", "predicates"]
