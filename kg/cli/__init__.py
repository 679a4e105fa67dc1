"""The command ``kg``: parses what was asked, calls the one function that does it, prints what comes back.

Nothing heavy is imported at the top: `kg --help` has to be there at once, and `kg query` where spaCy is not.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli import dumping, knowledge
from kg.cli.running import DONE, FINDINGS, run
from kg.errors import NotFound, UsageError

if TYPE_CHECKING:
    from kg.model import SetAside
    from kg.settings import Settings

app = typer.Typer(
    help="News articles in, a validated knowledge graph of what is on record out.",
    epilog="Exit codes: 0 done; 1 done, with findings; 2 bad usage or input; 3 internal error; 4 nothing published.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(knowledge.app, name="kb")

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The data folder.  [default: $KG_DATA or ./kg-data]")
]
Base = Annotated[
    str | None,
    typer.Option("--base", metavar="IRI", help="Base of every IRI.  [default: the data folder's, $KG_BASE, localhost]"),
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that extract.  [default: one a core]")]
ReleaseId = Annotated[
    str | None, typer.Option("--release", metavar="ID", help="A release by id.  [default: the current one]")
]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another build.")]


def _print_version(asked: bool) -> None:
    if asked:
        from kg import __version__

        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_print_version)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Tell each stage as it ends and, of errors, the traceback.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files and folders of articles.  [default: those the release has]"),
    ] = None,
    data: Data = None,
    base: Base = None,
    jobs: Jobs = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Leave out the articles that the current release has.")
    ] = False,
    allow_skipped: Annotated[
        bool, typer.Option("--allow-skipped", help="Exit 0 although articles were set aside.")
    ] = False,
    wait: Wait = 0.0,
    profile: Annotated[
        bool, typer.Option("--profile", help="Tell what each stage took, and write DIR/profile.html: where time goes.")
    ] = False,
) -> int:
    """Publish a new release: the current articles and those in PATH.

    An article that is there already is replaced by the version given, unless that is an excerpt of it or says that it
    is older. The release is published whole or not at all; without a change there is none.
    """
    from kg import pipeline
    from kg.cli import profiling, show

    settings = settings_of(data=data, base=base)
    with profiling.page(settings.data / profiling.PAGE) if profile else nullcontext(), show.progress() as tell:
        result = pipeline.build(paths or (), settings=settings, jobs=jobs, fresh=fresh, wait=wait, tell=tell)
    if profile:
        profiling.table(result.stages, sys.stderr)
    print(f"{'published' if result.changed else 'nothing changed:'} release {result.release.id}")
    print(show.summary(result.release))
    if result.changed:
        for line in show.replaced(result.release.replaced):
            print(line)
    if result.outdone:
        show.say(*show.outdone(result.outdone))
    if result.warnings:
        where = f" --data {data}" if data else ""
        show.say(f"{show.counted(len(result.warnings), 'warnings')}; 'kg validate{where}' shows them")
    return _skipped(result.set_aside, allow=allow_skipped)


@app.command()
def extract(
    path: Annotated[Path, typer.Argument(metavar="PATH|-", help="A file, a folder, or - for standard input.")],
    raw: Annotated[bool, typer.Option("--raw", help="Take the text exactly as given (text or JSON lines).")] = False,
    input_format: Annotated[
        Literal["auto", "text", "html", "markdown", "jsonl"], typer.Option("--input-format", help="What PATH holds.")
    ] = "auto",
    base: Base = None,
    jobs: Jobs = None,
    data: Data = None,
    allow_skipped: Annotated[
        bool, typer.Option("--allow-skipped", help="Exit 0 although articles were set aside.")
    ] = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Tell at which condition each rule stopped, to standard error.")
    ] = False,
) -> int:
    """Print what is extracted from articles, as JSON lines. Nothing is stored."""
    import json

    from kg import listing, pipeline
    from kg.cli import show

    set_aside: list[SetAside] = []
    settings = settings_of(data=data, base=base)
    outcomes = _outcomes(path, raw=raw, input_format=input_format, settings=settings)
    with show.progress() as tell:
        records, fusion = pipeline.extract_only(outcomes, settings=settings, jobs=jobs, tell=tell, set_aside=set_aside)
    for article in listing.listings(records, fusion, base=settings.base):
        print(json.dumps(article, ensure_ascii=False))
    for line in pipeline.traces(records, settings=settings) if trace else ():
        print(line, file=sys.stderr)
    if not records:
        _skipped(set_aside, allow=True)
        raise UsageError(f"{path}: no article could be used")
    return _skipped(set_aside, allow=allow_skipped)


@app.command()
def query(
    file: Annotated[str | None, typer.Argument(metavar="FILE|NAME", help="A query file, or a bundled query.")] = None,
    expression: Annotated[str | None, typer.Option("-e", metavar="QUERY", help="The query itself.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE")] = None,
    format: Annotated[Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"], typer.Option("--format")] = "table",
    timeout: Annotated[float | None, typer.Option("--timeout", metavar="SECONDS", min=0.001)] = None,
    data: Data = None,
    release: ReleaseId = None,
) -> int:
    """Ask a release a SPARQL question. Without FILE or -e, list the bundled queries."""
    from kg import store
    from kg.cli import asking, show

    settings = settings_of(data=data, query_seconds=timeout)
    if file is None and expression is None:
        show.table(["query", "asks"], asking.bundled(), sys.stdout)
        return DONE
    if file is not None and expression is not None:
        raise UsageError("give a query file or -e QUERY, not both")
    found = store.find(settings.data, release)
    question = asking.question(file, expression, param or [], base=found.settings["base"])
    answer = asking.answer(found, question, format=None if format == "table" else format, settings=settings)
    with answer.content as content:
        if format != "table" or answer.kind == "triples":
            shutil.copyfileobj(content, sys.stdout.buffer)
            return DONE
        columns, rows = show.solutions(content.read().decode(), asking.shortener(found.settings["base"]))
    show.table(columns, rows, sys.stdout)
    if sys.stdout.isatty():
        show.say(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}")
    return DONE


@app.command()
def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help="RDF files.  [default: a release]")
    ] = None,
    shapes: Annotated[
        list[Path] | None, typer.Option("--shapes", metavar="PATH", help="SHACL files.  [default: OnRecord's]")
    ] = None,
    format: Annotated[
        Literal["text", "json", "turtle", "jsonld", "sarif", "junit", "github", "gitlab"],
        typer.Option("--format", help="github: remarks on lines; gitlab: code quality."),
    ] = "text",
    fail_on: Annotated[
        Literal["violation", "warning", "info"], typer.Option("--fail-on", help="What makes the exit code 1.")
    ] = "violation",
    engine: Annotated[
        Literal["auto", "pyshacl", "shacl"],
        typer.Option("--engine", help="auto: shacl, the fast one, but for shapes that need the other."),
    ] = "auto",
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Findings known already: they do not fail.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found to the baseline.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="SHAPE", help="Apply this shape alone; may be repeated.")
    ] = None,
    focus: Annotated[
        list[str] | None, typer.Option("--focus", metavar="IRI", help="Tell of this node alone; may be repeated.")
    ] = None,
    graph: Annotated[
        list[str] | None,
        typer.Option("--graph", metavar="IRI|default", help="Check this graph alone; may be repeated.  [default: all]"),
    ] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option("--with", metavar="PATH", help="Look things up there too, but tell nothing of it."),
    ] = None,
    context: Annotated[
        list[str] | None,
        typer.Option("--context", metavar="ADDRESS=FILE", help="The copy of a JSON-LD context; may be repeated."),
    ] = None,
    lexical: Annotated[
        bool, typer.Option("--lexical", help='Check how values of every XSD datatype are written: no "24"^^xsd:gYear.')
    ] = False,
    write: Annotated[
        list[str] | None,
        typer.Option("--write", metavar="FORMAT=FILE", help="Write the report so too; may be repeated."),
    ] = None,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Go on without constraints that cannot be used, each noted.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="KEY", help="Explain the result of this key, step by step.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Stop it then.  [default: 600]")
    ] = None,
    data: Data = None,
    release: ReleaseId = None,
) -> int:
    """Check files, or a release, against SHACL shapes.

    Exit code 0: nothing as grave as --fail-on that the baseline does not know; 1: something; 2: it cannot be checked.
    """
    from kg.cli import checking
    from kg.cli.confined import confined

    if update_baseline and baseline is None:
        raise UsageError("--update-baseline needs --baseline FILE, the file to write")
    settings = settings_of(data=data, validate_seconds=timeout)
    asked = checking.Asked(
        files=files,
        shapes=shapes or None,
        engine=engine,
        graphs=graph,
        only=only,
        focus=focus,
        beside=beside or [],
        contexts=checking.pairs("--context", context, cut=str.rpartition),
        lexical=lexical,
        explain=explain,
        format=format,
        write=checking.pairs("--write", write, cut=str.partition),
        fail_on=fail_on,
        baseline=baseline,
        update_baseline=update_baseline,
        release=release,
        skip_faulty=skip_faulty,
    )
    return confined(
        lambda: checking.run(asked, settings), seconds=settings.validate_seconds, memory=settings.validate_memory
    )


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    data: Data = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Processes that answer queries.")] = None,
    root_path: Annotated[str, typer.Option("--root-path", help="The prefix that a reverse proxy takes off.")] = "",
) -> int:
    """Serve the current release: SPARQL, linked data and pages."""
    from kg import store
    from kg.serve.server import serve as run_service

    settings = settings_of(data=data)
    store.find(settings.data)
    run_service(settings, host=host, port=port, workers=workers, root_path=root_path)
    return DONE


@app.command("eval")
def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[GOLD]…", help="Gold files or folders.  [default: those that floors name]"),
    ] = None,
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="DIR", help="The articles.  [default: beside the gold]")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed and wrong.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="Figures below which the exit code is 1.")
    ] = None,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="Write what is better into FILE.")] = False,
    publish: Annotated[
        Path | None, typer.Option("--publish", metavar="FILE", help="Write the figures there, for releases to tell.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Score only so many texts.")] = None,
    fold: Annotated[
        int | None, typer.Option("--fold", min=1, help="Another fold of KnowledgeNet than 3, or one of a corpus.")
    ] = None,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Score what nobody reads too, at the end of a piece of work.")
    ] = False,
    open: Annotated[
        bool, typer.Option("--open", help="Count the predicates that no frame types, of a corpus.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Keep what is extracted there for the next run.")
    ] = None,
    jobs: Jobs = None,
) -> int:
    """Score what is extracted against gold.

    Gold are claims, contrast sentences, questions, MEANTIME, KnowledgeNet, the folder of a corpus, of who is who or of
    planted events.
    """
    from kg.cli import evaluating
    from kg.cli.show import say
    from kg.evaluate import Asked

    kept = data is not None
    asked = Asked(settings_of(data=data), articles, limit, fold, jobs, cached=kept, sealed=sealed, predicates=open)
    if raise_floors and (floors is None or not asked.whole):
        raise UsageError("--raise-floors needs --floors FILE and whole files, without --limit and --fold")
    if publish is not None and not asked.whole:
        raise UsageError("--publish needs whole files, without --limit and --fold")
    reports, short = evaluating.run(gold or [], asked, floors_file=floors, errors=errors, as_text=format == "text")
    if raise_floors and floors is not None:
        evaluating.raise_floors(floors, reports)
    if publish is not None:
        evaluating.publish(publish, reports)
    say(*short)
    return FINDINGS if short else DONE


@app.command()
def demo(
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="The data folder.")] = Path("kg-demo"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Whether to serve it in the end.")] = True,
    jobs: Jobs = None,
) -> int:
    """Build, validate, query and serve the bundled sample articles."""
    from kg.cli import demonstration

    if serve_it:
        import kg.serve.server  # noqa: F401 - what it lacks is told before the build, not after it
    settings = settings_of(data=data, base=f"http://localhost:{port}/")
    demonstration.show_all(settings, jobs=jobs)
    if serve_it:
        print(f"serving on http://localhost:{port}/ (Ctrl-C ends it)", flush=True)
        return serve(port=port, data=data)
    return DONE


@app.command()
def explain(
    iri: Annotated[
        str, typer.Argument(metavar="NAME|IRI", help="A name, or an IRI: in full, as entity/Q2283, or with a prefix.")
    ],
    data: Data = None,
    release: ReleaseId = None,
) -> int:
    """Tell who a name is, or the evidence behind an IRI.

    Of a name: who bears it, under which names, for which reasons, and who else it could be. Of an IRI: each sentence
    with its outlet, date, address and offsets.
    """
    from kg import evidence, store
    from kg.cli import asking, show

    folder = settings_of(data=data).data
    found = store.find(folder, release)
    if asking.is_name(iri):
        from kg.pipeline import who

        for line in who.lines(iri, who.who(iri, found)):
            print(show.clean(line))
        return DONE
    node = asking.resolve(iri, found.settings["base"])
    for line in show.explanation(evidence.explain(found, node, data=folder)):
        print(show.clean(line))
    return DONE


@app.command()
def verify(data: Data = None, release: ReleaseId = None) -> int:
    """Check that every quote stands in its article's text."""
    from kg import evidence, store
    from kg.cli import show

    settings = settings_of(data=data)
    result = evidence.verify(store.find(settings.data, release), settings.data)
    for finding in result.findings:
        print(show.clean(finding))
    print(f"{result.checked:,} quotes checked, {len(result.findings):,} problems")
    return FINDINGS if result.findings else DONE


@app.command()
def dump(
    format: Annotated[
        dumping.Format | None,
        typer.Option(
            "--format",
            help="nq, trig, jsonld: all graphs; ttl, nt, rdfxml: what the graph asserts; parquet: a flat table.  "
            "[default: FILE's ending, nq]",
        ),
    ] = None,
    kind: Annotated[
        dumping.Kind | None,
        typer.Option(
            "--kind",
            help="Which graphs: by default all, of formats without graphs what the graph asserts. Or which flat table.",
        ),
    ] = None,
    pack: Annotated[dumping.Packing | None, typer.Option("--pack", help="Packed as.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to.")] = None,
    data: Data = None,
    release: ReleaseId = None,
) -> int:
    """Write a release out: graphs, or flat tables."""
    from kg import store

    found = store.find(settings_of(data=data).data, release)
    write = dumping.writer(found, kind=kind, format=format, pack=pack, output=output)
    if output is None:
        write(sys.stdout.buffer)
        return DONE
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            write(file)
        temporary.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        temporary.unlink(missing_ok=True)
    return DONE


@app.command()
def releases(data: Data = None) -> int:
    """List the releases, oldest first. The current one has a star."""
    from kg import store
    from kg.cli import show

    folder = settings_of(data=data).data
    found = store.releases(folder)
    if not found:
        raise NotFound(f"{folder}: no release here; make one with 'kg build PATH… --data {folder}'")
    serving = store.current(folder)
    rows = [
        [
            "*" if serving is not None and release.id == serving.id else "",
            release.id,
            release.parent or "",
            f"{release.counts.get('articles', 0):,}",
            f"{release.counts.get('quads', 0):,}",
        ]
        for release in found
    ]
    show.table(["", "release", "parent", "articles", "quads"], rows, sys.stdout)
    return DONE


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="A release's id, its end, or 'previous'.")] = "previous",
    new: Annotated[str, typer.Argument(metavar="B")] = "current",
    quads: Annotated[
        bool, typer.Option("--quads", help="The quads that only one has: those of A with -, those of B with +.")
    ] = False,
    data: Data = None,
) -> int:
    """Tell what differs between two releases, each with its cause.

    That is articles, claims, situations, entities and disagreements that were added, removed or changed.
    """
    from kg import store
    from kg.cli import show

    folder = settings_of(data=data).data
    first, second = store.find(folder, old), store.find(folder, new)
    if not quads:
        counts: Counter[str] = Counter()
        for one in store.compare(first, second):
            counts[one.how] += 1
            label = f" {one.label}" if one.label else ""
            print(show.clean(f"{one.how} {one.kind}{label} ({'; '.join(one.causes)}) {one.iri}"))
        show.say(", ".join(f"{counts[how]:,} {how}" for how in ("added", "removed", "changed")))
        return DONE
    signs: Counter[bool] = Counter()
    for added, line in store.diff(first, second):
        signs[added] += 1
        print(f"{'+' if added else '-'} {show.clean(line)}")
    show.say(f"{signs[True]:,} quads added, {signs[False]:,} removed")
    return DONE


@app.command()
def rollback(
    id: Annotated[str, typer.Argument(metavar="ID", help="A release's id, or its end.")] = "previous",
    data: Data = None,
    wait: Wait = 0.0,
) -> int:
    """Make another release the current one. Without ID, the one that the current was made from."""
    from kg import store

    folder = settings_of(data=data).data
    store.find(folder, id)
    with store.building(folder, wait=wait):
        release = store.rollback(folder, id)
    print(f"current release {release.id}")
    return DONE


def main() -> None:
    """The command, to its end."""
    sys.exit(run(app, sys.argv[1:]))


def settings_of(**given: Any) -> Settings:
    """The settings, with what the command line gives in place of the environment's; ``UsageError`` for a bad one."""
    from pydantic import ValidationError

    from kg.cli.show import say
    from kg.settings import Settings, unknown

    for name, alike in unknown(os.environ).items():
        say(f"kg: {name} is no setting" + (f"; did you mean {alike}?" if alike else ""))
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise UsageError(f"setting {name} (KG_{name.upper()}): {first['msg']}") from error


def _outcomes(path: Path, *, raw: bool, input_format: str, settings: Settings) -> Iterator[Any]:
    from kg import ingest

    stream = sys.stdin.buffer if str(path) == "-" else None
    if raw:
        return ingest.read_raw(stream or path, input_format=input_format, settings=settings)
    if stream is None and input_format == "auto":
        return ingest.read([path], settings=settings)
    return _stream(ingest.read_stream, path, input_format=input_format, settings=settings)


def _stream(read: Callable[..., Iterator[Any]], path: Path, *, input_format: str, settings: Settings) -> Iterator[Any]:
    if str(path) == "-":
        yield from read(sys.stdin.buffer, input_format=input_format, settings=settings)
        return
    try:
        with path.open("rb") as stream:
            yield from read(stream, input_format=input_format, settings=settings, source=str(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); --input-format is for one file") from error


def _skipped(set_aside: Sequence[SetAside], *, allow: bool) -> int:
    from kg.cli.show import say

    say(*(f"set aside: {one.source}: {one.reason}" for one in set_aside))
    return FINDINGS if set_aside and not allow else DONE
