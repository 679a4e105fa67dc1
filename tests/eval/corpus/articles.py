"""The articles of this corpus, by id (``kg.evaluate.corpus.articles``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.evaluate.corpus import articles as anywhere
from kg.evaluate.corpus.articles import SOURCES, UNREAD, Article

__all__ = ["EVAL", "HERE", "SOURCES", "UNREAD", "Article", "articles", "find", "shared"]

HERE = Path(__file__).parent
EVAL = HERE.parent


def shared(source: str) -> Path:
    """The file that holds the texts of a source that is not ours."""
    return anywhere.shared(source, HERE)


@cache
def articles() -> dict[str, Article]:
    """All articles that are there, by id; those of ``../shared`` are missing where it is absent."""
    return anywhere.articles(HERE)


def find(name: str) -> Article:
    """The article whose id is ``name`` or begins with it. Raises ``LookupError`` where none or several do."""
    known = articles()
    if name in known:
        return known[name]
    fitting = [article for id, article in known.items() if id.startswith(name)]
    if len(fitting) != 1:
        raise LookupError(f"{name}: {len(fitting)} articles begin with it; give an id such as gum/GUM_news_nasa")
    return fitting[0]
