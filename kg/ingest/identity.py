"""What makes two pieces of news the same article: its address, else its id at its publisher, else its text.

``Identity`` is the one home of an article's key. Each of the three is folded first, so that what is written otherwise
and means the same gives one key; the weaker ones that an article has as well are known as its other names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.ingest.addresses import folded
from kg.ingest.text import clean
from kg.keys import digest, slug
from kg.model import Article

LONGEST_ID = 1_000  # characters; UUIDs, DOIs and addresses are far below, and a text is no id
TEXT_WORDS = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """The keys that an article could go by: of its address, of its id at its publisher, of its text."""

    address: str | None
    id: str | None
    text: str

    @property
    def key(self) -> str:
        """The key of the article: that of its address, else of its id, else of its text."""
        return self.address or self.id or self.text

    @property
    def others(self) -> tuple[str, ...]:
        """The weaker keys: those of the same article where less is said of it, strongest first."""
        return tuple(key for key in (self.id, self.text) if key is not None and key != self.key)

    @property
    def strength(self) -> int:
        """2 for an article with an address, 1 for one with an id at its publisher, 0 for one that has its text only."""
        return 2 if self.address else 1 if self.id else 0


def identify(*, url: str | None, id: str | None, publisher: str | None, text: str) -> Identity:
    """The identity of an article; ``url`` is its canonical address, the rest as given.

    An id counts within its publisher only: number 17 of one outlet is not number 17 of another, nor of nobody.
    """
    return Identity(_of_address(url), _of_id(id, publisher), _of_text(text))


def identity(article: Article) -> Identity:
    """The identity of an article that was read."""
    return identify(url=article.url, id=article.id, publisher=article.publisher, text=article.text)


def _of_address(url: str | None) -> str | None:
    """Scheme and last slash are left out: outlets serve one document at either. So is a site's front page.

    A front page is where an outlet is, and no article of it: given as an address, it stands for many.
    """
    if not url:
        return None
    parts = urlsplit(url)
    path = re.sub(r"/+$", "", parts.path)
    if not path and not parts.query:
        return None
    host = re.sub(r":(?:80|443)$", "", parts.netloc)
    query = f"?{parts.query}" if parts.query else ""
    name = slug((parts.hostname or "").removeprefix("www.")) or "page"
    return f"{name}-{digest(f'https://{host}{path}{query}')}"


def _of_id(id: str | None, publisher: str | None) -> str | None:
    given, outlet = " ".join(clean(id or "").split()), folded(clean(publisher or ""))
    if not given or not outlet or len(given) > LONGEST_ID:
        return None
    return f"{slug(outlet) or 'publisher'}-{digest('id', outlet, given)}"


def _of_text(text: str) -> str:
    words = folded(text)
    return f"{slug(' '.join(words[:500].split()[:TEXT_WORDS])) or 'article'}-{digest(words)}"
