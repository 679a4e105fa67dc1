"""The articles of a corpus, each with its text as it stands where it is kept, and that text's hash.

``root`` is the folder of the corpus everywhere; texts that are not ours lie in ``../shared/data`` beside the project,
or where ``data`` says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = ("meantime", "gum", "re3d", "own")
LATER = "corpus/articles"
OWN_FOLDERS = ("tuned", "second", "unread", LATER)
UNREAD = "unread"  # whose articles belong to the sealed fold
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is what all offsets count in (Unicode code points); ``id`` is ``source/name``."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    titled: bool = True  # the text begins with the headline
    sealed_by_nature: bool = False
    later: bool = False  # written for the corpus, after the folds were made
    gold: tuple[dict[str, Any], ...] = ()  # the source's own mentions, of GUM and re3d

    @property
    def source(self) -> str:
        """Where the article comes from: one of ``SOURCES``."""
        return self.id.split("/", 1)[0]

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def words(self) -> int:
        """How many words the text has, split at white space."""
        return len(self.text.split())


def shared(source: str, root: Path, data: Path | None = None) -> Path:
    """The file that holds the texts of a source that is not ours."""
    return (data or root.parents[3] / "shared" / "data") / source / "dev.jsonl"


def articles(root: Path, data: Path | None = None) -> dict[str, Article]:
    """All articles that are there, by id; those of ``../shared`` are missing where it is absent."""
    root = root.resolve()
    every = [*_own(root.parent), *(article for source in SOURCES[:3] for article in _of(shared(source, root, data)))]
    return {article.id: article for article in sorted(every, key=lambda article: article.id)}


def _of(path: Path) -> Iterator[Article]:
    if not path.is_file():
        return
    source = path.parent.name
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Article(
            id=f"{source}/{row['id']}",
            text=row["text"],
            title=row["title"],
            published=row.get("published"),
            publisher=row.get("publisher", "Wikinews"),
            titled=source != "re3d",
            gold=tuple(row.get("mentions", ()))
            if source == "gum"
            else tuple(row["entities"])
            if source == "re3d"
            else (),
        )


def _own(folder: Path) -> Iterator[Article]:
    import yaml

    for name in OWN_FOLDERS:
        for path in sorted((folder / name).glob("*")):
            if path.suffix not in {".txt", ".md"} or path.stem.isupper():
                continue
            whole = path.read_text("utf-8")
            head = FRONT_MATTER.match(whole)
            facts = yaml.safe_load(head[1]) if head else {}
            text = whole[head.end() :] if head else whole
            published = facts.get("published")
            yield Article(
                id=f"own/{path.stem}",
                text=text,
                title=facts.get("title") or text.split("\n", 1)[0].lstrip("# "),
                published=str(published) if published else None,
                publisher=facts.get("publisher"),
                sealed_by_nature=name == UNREAD,
                later=name == LATER,
            )
