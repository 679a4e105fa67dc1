"""Mentions to entities: coreference in a document, names across documents, the knowledge base."""
