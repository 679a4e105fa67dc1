"""OnRecord: news articles in, a validated knowledge graph of what is on record out."""

__version__ = "0.1.0"
