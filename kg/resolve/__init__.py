"""Mentions to entities: coreference in a document, names across documents, the knowledge base."""

from kg.resolve.coreference import corefer
from kg.resolve.entities import entities
from kg.resolve.kb import KnowledgeBase

__all__ = ["KnowledgeBase", "corefer", "entities"]
