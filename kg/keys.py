"""Keys: the content-made last parts of IRIs; ``kg.rdf`` puts the base before them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")


def digest(*parts: object, length: int = 12) -> str:
    """The first ``length`` hex digits of a SHA-256 over the parts, which may not be confused with one another."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def slug(text: str, limit: int = 48) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len("-".join(words)) > limit and len(words) > 1:
        words.pop()
    return "-".join(words)[:limit]
