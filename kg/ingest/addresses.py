"""Canonical addresses: one for a document, however a link to it was decorated; and texts folded to be compared."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Query parameters that choose a rendering of the same article; courlan knows those that track.
RENDERINGS = frozenset({"amp", "outputtype", "output_type", "amp_js_v", "usqp"})
MAX_ADDRESS = 2_000


def canonical(address: str | None) -> str | None:
    """The address with scheme and host in lower case and nothing that does not choose the document, or None.

    Dropped: fragment, default port, user, tracking and rendering parameters. ``www.`` stays: hosts are not ours to
    merge. None comes back for what is no http(s) address or longer than ``MAX_ADDRESS``.
    """
    from courlan import normalize_url

    if not address or len(address) > MAX_ADDRESS or re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", address.strip()):
        return None
    try:
        parts = urlsplit(address.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.port == 0:
            return None
        parts = urlsplit(normalize_url(parts._replace(netloc=_host(parts.netloc))))
        host = parts.netloc.encode("idna").decode("ascii") if "[" not in parts.netloc else parts.netloc
    except (ValueError, UnicodeError):
        return None
    query = [(name, value) for name, value in _pairs(parts.query) if name.lower() not in RENDERINGS]
    return urlunsplit((parts.scheme, host, parts.path or "/", urlencode(query), ""))


def folded(text: str) -> str:
    """Letters and digits in lower case, everything else one space: what stays the same when a text is pasted about."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].rstrip(".")


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True, max_num_fields=200)
