"""The corpus at work: ``python -m tests.eval.corpus show|new|compile|check|agreement|folds`` (``README.md``)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from tests.eval.corpus import agreement, folds, sentences, store, working
from tests.eval.corpus.articles import find
from tests.eval.corpus.form import Json, problems


def show(id: str) -> int:
    """Print an article with its sentences numbered; those of the lead are marked."""
    article = find(id)
    text = sentences.read(article.text)
    first = sentences.lead(text, titled=article.titled)
    print(f"{article.id}  published {article.published or 'unknown'}, by {article.publisher or 'unknown'}")
    if not article.titled:
        print(f"(headline, not part of the text: {article.title})")
    for number, (start, end) in enumerate(text.sentences, 1):
        if number > 1 and "\n" in article.text[text.sentences[number - 2][1] : start]:
            print()
        print(f"[{number}]{'*' if number in first else ''} {article.text[start:end]}")
    if article.source == "gum":
        print("\n(mentions: read from GUM, none to annotate)")
    return 0


def new(id: str) -> int:
    """Print an empty working file."""
    print(working.skeleton(find(id)), end="")
    return 0


def compiled(path: Path) -> tuple[Json, list[str]]:
    """The standoff of a working file, and what is wrong with it."""
    try:
        written = yaml.safe_load(path.read_text("utf-8"))
        article = find(written["article"])
        fold = folds.fold_of(article.id)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, LookupError, TypeError) as error:
        return {}, [str(error)]
    compiler = working.Compiler(article, sentences.read(article.text))
    line = compiler.line(written, fold)
    return line, compiler.errors or list(problems(line, article.text))


def compile(paths: Sequence[Path], *, keep: bool, second: bool) -> int:
    """Turn working files into standoff, and keep it where ``keep`` says so and nothing is wrong."""
    worst = 0
    for path in paths:
        line, wrong = compiled(path)
        for problem in wrong:
            print(f"{path}: {problem}", file=sys.stderr)
        if wrong:
            worst = 1
            continue
        if keep:
            store.keep(line, store.target(line["id"], line["fold"], second=second))
        counts = ", ".join(f"{len(line[part])} {part}" for part in ("claims", "attributions", "traps", "lead_events"))
        mentions = "none" if line["mentions"] is None else len(line["mentions"])
        print(f"{path}: {'kept' if keep else 'fine'}: {counts}, mentions {mentions}")
    return worst


def check() -> int:
    """Check all that is committed."""
    wrong = list(store.check())
    for problem in wrong:
        print(problem, file=sys.stderr)
    kept = sum(len(store.lines(path)) for path in store.files())
    print(f"{kept} annotations in {len(store.files())} files, {len(wrong)} problems")
    return 1 if wrong else 0


def agree(first: Path, second: Path, *, differences: bool) -> int:
    """Compare two annotations: working files, or folders of them with the same names."""
    pairs = [(first, second)]
    if first.is_dir():
        pairs = [(path, second / path.name) for path in sorted(first.glob("*.yaml")) if (second / path.name).is_file()]
    found = agreement.Agreement()
    for pair in pairs:
        lines = [compiled(path) for path in pair]
        wrong = [f"{path}: {problem}" for path, (_, errors) in zip(pair, lines, strict=True) for problem in errors]
        if wrong:
            print("\n".join(wrong), file=sys.stderr)
            return 1
        if lines[0][0]["id"] != lines[1][0]["id"]:
            print(f"{pair[0]} and {pair[1]} are of two articles", file=sys.stderr)
            return 1
        agreement.compare(lines[0][0], lines[1][0], find(lines[0][0]["id"]), found)
    print(f"{len(pairs)} articles")
    print("\n".join(found.lines()))
    if differences:
        print("\n".join(found.differences))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; what comes back is the exit code: 0, 1 where something is wrong, 2 for bad usage."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("show", "new"):
        commands.add_parser(name).add_argument("id")
    one = commands.add_parser("compile")
    one.add_argument("paths", nargs="+", type=Path)
    one.add_argument("--keep", action="store_true", help="write the standoff into the corpus")
    one.add_argument("--second", action="store_true", help="as a second annotation")
    commands.add_parser("check")
    two = commands.add_parser("agreement")
    two.add_argument("first", type=Path)
    two.add_argument("second", type=Path)
    two.add_argument("--differences", action="store_true", help="list the claims that only one has")
    commands.add_parser("folds", help="add new articles to the folds")
    given = parser.parse_args(arguments)
    try:
        match given.command:
            case "show":
                return show(given.id)
            case "new":
                return new(given.id)
            case "compile":
                return compile(given.paths, keep=given.keep, second=given.second)
            case "check":
                return check()
            case "agreement":
                return agree(given.first, given.second, differences=given.differences)
        print(folds.write())
    except LookupError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
