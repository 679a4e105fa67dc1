"""The committed corpus: one file of standoff a source, those of the sealed fold in ``unread/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.eval.corpus import folds
from tests.eval.corpus.articles import HERE, SOURCES, UNREAD, articles, shared
from tests.eval.corpus.form import Json, problems

TWICE = "twice"  # second annotations, kept for agreement


def target(id: str, fold: str, *, second: bool = False, root: Path = HERE) -> Path:
    """The file that an article's line is kept in."""
    folder = root / UNREAD if fold == folds.SEALED else root
    return (folder / TWICE if second else folder) / f"{id.split('/', 1)[0]}.jsonl"


def files(root: Path = HERE) -> list[Path]:
    """All files of standoff that are there."""
    return sorted(path for path in root.rglob("*.jsonl") if path.stem in SOURCES)


def lines(path: Path) -> list[Json]:
    """The lines of one file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def keep(line: Json, path: Path) -> None:
    """Write a line into a file, in place of an earlier one of the same article; lines stand in order of id."""
    kept = {one["id"]: one for one in lines(path)} | {line["id"]: line}
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (json.dumps(kept[id], ensure_ascii=False, separators=(",", ":")) for id in sorted(kept))
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def check(root: Path = HERE) -> Iterator[str]:
    """What is wrong with the committed corpus; of a source whose texts are absent, form alone is checked."""
    for path in files(root):
        for line in lines(path):
            where = f"{path.relative_to(root)}: {line.get('id')}"
            article = articles().get(line.get("id", ""))
            source = path.stem
            if article is None and (source == "own" or shared(source).is_file()):
                yield f"{where}: there is no such article"
                continue
            if article is not None and article.sha256 != line["sha256"]:
                yield f"{where}: the text has changed since it was annotated; annotate it anew or restore it"
                continue
            yield from (f"{where}: {problem}" for problem in problems(line, article.text if article else None))
            place = target(line["id"], line["fold"], second=TWICE in path.parts, root=root)
            if path != place:
                yield f"{where}: belongs into {place.relative_to(root)}"
            if root == HERE and folds.fold_of(line["id"]) != line["fold"]:
                yield f"{where}: is in fold {folds.fold_of(line['id'])}, not {line['fold']}"
