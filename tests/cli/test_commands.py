"""The command: what it prints where, its exit codes, and what it does not load."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from kg import pipeline, rdf, store
from kg.cli import app, show
from kg.cli.running import run
from kg.pipeline import gate
from kg.terms import PREFIXES
from kg.validate import Report
from tests import handmade

ROOT = Path(__file__).parent.parent
STORIES = [("one", "Norva sold Kestrel to Harbor in March 2025."), ("two", "Norva did not sell Kestrel to Harbor.")]
HEAVY = "spacy fastapi uvicorn pyshacl rdflib trafilatura yaml numpy jinja2 shacl"

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extractor", handmade.extractor)
    monkeypatch.setattr(gate.validate, "validate_batches", lambda stored, lines: Report((), "none", 0, 0))


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Kg:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(app, [str(argument) for argument in arguments])
        return (code, *capfd.readouterr())

    return call


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two releases."""
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "extractor", handmade.extractor)
        patch.setattr(gate.validate, "validate_batches", lambda stored, lines: Report((), "none", 0, 0))
        for number in (1, 2):
            paths = handmade.write(folder / f"{number}.jsonl", *STORIES[:number])
            assert run(app, ["build", str(paths), "--data", str(folder / "data"), "-j", "1"]) == 0
    return folder / "data"


def test_build_says_what_it_made_and_what_it_set_aside(tmp_path: Path, kg: Kg) -> None:
    paths = handmade.write(tmp_path / "in.jsonl", *STORIES, ("bad", "MISBEHAVE raise"))
    code, out, err = kg("build", paths, "--data", tmp_path / "data", "-j", 1)
    assert code == 1
    assert out.splitlines()[0].startswith("published release 2")
    assert out.splitlines()[1].startswith("2 articles, 4 entities, 2 claims")  # the outlet is one
    (line,) = err.splitlines()
    assert line.startswith("set aside: ")
    assert "in.jsonl" in line
    assert "ValueError: cannot read this" in line
    code, out, err = kg("build", paths, "--data", tmp_path / "data", "-j", 1, "--allow-skipped")
    assert code == 0
    assert out.startswith("nothing changed: release 2")


def test_profile_tells_what_stages_took_and_writes_a_page_of_calls(tmp_path: Path, kg: Kg) -> None:
    paths = handmade.write(tmp_path / "in.jsonl", *STORIES)
    code, out, err = kg("build", paths, "--data", tmp_path / "data", "-j", 1, "--profile")
    assert code == 0
    assert len(out.splitlines()) == 2
    stages = [line.split()[0] for line in err.splitlines() if re.search(r" s +[\d.]+ s +\d+ MB", line)]
    kept = [stage["name"] for stage in store.find(tmp_path / "data").stages]
    assert stages == [*kept, "synchronizing", "all"]  # which is when they are written
    path = tmp_path / "data" / "profile.html"
    assert f"calls of this process: {path}" in err
    assert "write_quads" in path.read_text("utf-8")


def test_verbose_tells_each_stage(tmp_path: Path, kg: Kg, caplog: pytest.LogCaptureFixture) -> None:
    paths = handmade.write(tmp_path / "in.jsonl", *STORIES)
    assert kg("build", paths, "--data", tmp_path / "data", "-j", 1, "--verbose")[0] == 0
    told = [message.partition(":")[0] for message in caplog.messages]
    kept = [stage["name"] for stage in store.find(tmp_path / "data").stages]
    assert told == [*kept, "synchronizing"]  # which is when they are written


def test_build_says_how_much_is_unsure(tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = handmade.write(tmp_path / "in.jsonl", ("a", "Norva sold Kestrel to Harbor."))
    monkeypatch.setenv("KG_CONFIDENCE_FLOOR", "1")
    _, out, _ = kg("build", paths, "--data", tmp_path / "data", "-j", 1)
    assert ", 0 asserted, 1 unsure, " in out
    monkeypatch.setenv("KG_CONFIDENCE_FLOOR", "0")
    _, out, _ = kg("build", paths, "--data", tmp_path / "data", "-j", 1)
    assert ", 1 asserted, 0 unsure, " in out
    monkeypatch.setenv("KG_CONFIDENCE_FLOOR", "2")
    code, _, err = kg("build", paths, "--data", tmp_path / "data", "-j", 1)
    assert code == 2
    assert "KG_CONFIDENCE_FLOOR" in err


def test_build_says_what_was_replaced_and_what_was_not(tmp_path: Path, kg: Kg) -> None:
    data = tmp_path / "data"
    first = handmade.write(tmp_path / "a.jsonl", *STORIES)
    assert kg("build", first, "--data", data, "-j", 1)[0] == 0
    code, out, err = kg(
        "build", handmade.write(tmp_path / "b.jsonl", (STORIES[0][0], "It was nothing.")), "--data", data
    )
    assert (code, err) == (0, "")
    assert "replaced: 1 article by another version; 0 under another IRI" in out
    assert "b.jsonl" in out.splitlines()[-1]
    excerpt = tmp_path / "c.jsonl"
    excerpt.write_text(
        '{"url": "https://paper.example/one", "text": "This is what was written in the one report about it."}\n'
    )
    code, out, err = kg("build", excerpt, "--data", data)
    assert code == 0
    assert out.startswith("nothing changed")
    assert "1 article given in an excerpt or an older version of what the release has" in err
    assert "c.jsonl" in err
    assert kg("build", "--data", data)[1].startswith("nothing changed")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--data", "D"], "kg: no input given; name a file or folder of articles"),
        (["build", "/nowhere", "--data", "D"], "kg: /nowhere: no such file"),
        (["nonsense"], "kg: No such command 'nonsense'"),
        (["--nonsense"], "kg: No such option"),
        (["query", "pledges", "--format", "pdf"], "kg: Invalid value for '--format'"),
        (["releases", "--data", "D"], "kg: D: no release here; make one with 'kg build PATH… --data D'"),
        (["verify", "--data", "D"], "kg: D: no release here"),
        (["rollback", "--data", "D"], "kg: D: no release here"),
        (["query", "x", "-e", "y"], "kg: give a query file or -e QUERY, not both"),
        (["extract", "/nowhere"], "kg: /nowhere: no such file"),
        (["build", ".", "--base", "nonsense", "--data", "D"], "kg: base 'nonsense' is not an http(s) address"),
        (["serve", "--port", "70000"], "kg: Invalid value for '--port'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_usage_is_one_line_and_exit_2(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "D" / "releases").exists()


def test_no_command_prints_the_help(kg: Kg) -> None:
    code, out, err = kg()
    assert (code, err) == (0, "")
    for command in "build validate query serve dump extract explain verify releases diff rollback demo".split():
        assert f"\n  {command} " in out
    assert kg("--version")[1].startswith("onrecord ")


def test_query_answers_as_a_table_and_in_the_standard_formats(data: Path, kg: Kg) -> None:
    query = f"PREFIX kg: <{PREFIXES['kg']}> SELECT ?claim ?polarity {{ GRAPH ?g {{ ?claim kg:polarity ?polarity }} }}"
    code, out, err = kg("query", "-e", query, "--data", data)
    assert (code, err) == (0, "")
    lines = out.split("\n")
    assert [line.split() for line in lines if "polarity" in line] == [["claim", "polarity"]]
    assert sorted(line.split()[1] for line in lines if line.lstrip().startswith("claim/")) == [
        "kg:Affirmed",
        "kg:Negated",
    ]
    code, out, err = kg("query", "-e", query, "--data", data, "--format", "csv")
    assert out.startswith("claim,polarity\r\n")
    assert json.loads(kg("query", "-e", query, "--data", data, "--format", "json")[1])["head"]["vars"]
    assert kg("query", "-e", "ASK {}", "--data", data)[1].split()[-1] == "yes"
    by_words = 'PREFIX kg: <https://w3id.org/onrecord/ns#> SELECT ?x { ?x kg:matches ("the" 1) }'
    assert len(kg("query", "-e", by_words, "--data", data, "--format", "csv")[1].split()) == 2
    assert "@prefix" in kg("query", "-e", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--data", data)[1]


def test_query_reads_marks_and_escapes_and_names_what_is_not_declared(data: Path, kg: Kg) -> None:
    assert kg("query", "-e", "\ufeff\\u0041SK {}", "--data", data)[1].split()[-1] == "yes"
    code, _, err = kg("query", "-e", "ASK {\n ?s e:a schema:b, nope:c }", "--data", data)
    entity = rdf.prefixes(store.find(data).settings["base"])["e"]
    told = f"-e, line 2, column 5: no PREFIX declares e:, schema:, nope:; begin the query with PREFIX e: <{entity}>"
    assert code == 2
    assert err.startswith(f"kg: {told} PREFIX schema: <{PREFIXES['schema']}> PREFIX nope: <…>")


def test_query_takes_bundled_files_with_parameters(data: Path, tmp_path: Path, kg: Kg) -> None:
    code, out, _ = kg("query")
    assert code == 0
    assert "pledges" in out
    file = tmp_path / "own.rq"
    file.write_text(
        "# title: Labels\n# asks: What is it called?\n# param what iri  The thing.\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT ?label {\n  VALUES ?what { UNDEF }\n  ?what rdfs:label ?label\n}\n"
    )
    names = kg("query", file, "--data", data, "--format", "csv")[1].split("\r\n")
    assert {"Norva", "Kestrel", "Harbor"} <= set(names)
    entity = next(iri for iri in subjects(data) if "/entity/norva" in iri)
    for form in (entity, entity.removeprefix("http://localhost:8000/")):
        assert kg("query", file, "-p", f"what={form}", "--data", data, "--format", "csv")[1] == "label\r\nNorva\r\n"
    assert kg("query", file, "-p", "nope=1", "--data", data)[0] == 2
    assert kg("query", file, "-p", "nope", "--data", data)[0] == 2


def subjects(data: Path) -> set[str]:
    return {quad.subject.value for quad in store.open_release(store.find(data))}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i", "longer than 1 s"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "nest"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT ?s {\n ?s ?p }", "line 2"),
    ],
    ids=["endless", "nested", "service", "broken"],
)
def test_a_hostile_query_is_one_line(query: str, message: str, data: Path, kg: Kg) -> None:
    seconds = "1" if "longer" in message else "300"
    code, out, err = kg("query", "-e", query, "--data", data, "--timeout", seconds)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert len(err) < 500


def test_what_articles_say_cannot_drive_the_terminal(data: Path, kg: Kg) -> None:
    out = kg("query", "-e", 'SELECT ("\\u001b[31mred\\u202e[bold]x[/]" AS ?x) {}', "--data", data)[1]
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]x[/]" in out


def test_explain_prints_sentence_outlet_date_and_offsets(data: Path, kg: Kg) -> None:
    code, out, err = kg(
        "explain", "entity/" + next(s for s in subjects(data) if "/entity/norva" in s).split("/")[-1], "--data", data
    )
    assert (code, err) == (0, "")
    assert "“Norva did not sell Kestrel to Harbor.”" in out
    assert "The Example Paper, 2026-02-03, https://paper.example/two, characters" in out
    assert "negated, certain, actual; says the article itself" in out
    code, out, err = kg("explain", "entity/nothing", "--data", data)
    assert (code, out) == (2, "")
    assert "says nothing of it" in err
    assert kg("explain", "not an iri", "--data", data)[0] == 2


def test_explain_tells_who_a_name_is(data: Path, kg: Kg) -> None:
    code, out, err = kg("explain", "Norva", "--data", data)
    assert (code, err) == (0, "")
    first, iri, *rest = out.splitlines()
    assert (first, iri.split("-")[0]) == ("Norva  [Company]", "entity/norva")
    assert "“Norva”: by its name" in rest[1]
    code, out, err = kg("explain", "Ada Quorn", "--data", data)
    assert (code, out) == (2, "")
    assert "knows nobody of that name" in err


def test_releases_diff_and_rollback(data: Path, kg: Kg) -> None:
    first, second = store.releases(data)
    assert [line.split()[0] for line in kg("releases", "--data", data)[1].splitlines() if "20" in line] == [
        first.id,
        "*",
    ]
    code, out, err = kg("diff", first.id, second.id, "--quads", "--data", data)
    assert code == 0
    assert "quads added" in err
    assert all(line[0] in "+-" for line in out.splitlines())
    assert kg("diff", "previous", "current", "--quads", "--data", data)[1] == out
    code, out, err = kg("diff", first.id, second.id, "--data", data)
    assert code == 0
    assert re.search(r"[1-9]\d* added", err)
    told = out.splitlines()
    assert {tuple(line.split()[:2]) for line in told} >= {("added", "article"), ("added", "claim")}
    (key,) = second.articles.keys() - first.articles.keys()
    of_claims = [line for line in told if line.startswith("added claim")]
    assert of_claims
    assert all(f"(new article {key})" in line for line in of_claims)
    assert kg("rollback", "--data", data) == (0, f"current release {first.id}\n", "")
    assert kg("rollback", second.id, "--data", data)[0] == 0


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("out.ttl", "ttl"),
        ("out.TTL", "ttl"),
        ("out.nt", "nt"),
        ("out.trig", "trig"),
        ("out.jsonld", "jsonld"),
        ("out.rdf", "rdfxml"),
        ("out.nq", "nq"),
        ("out", "nq"),
        ("out.txt", "nq"),
    ],
)
def test_dump_takes_its_format_from_the_ending(name: str, format: str, data: Path, tmp_path: Path, kg: Kg) -> None:
    assert kg("dump", "-o", tmp_path / name, "--data", data)[0] == 0
    assert (tmp_path / name).read_text("utf-8") == kg("dump", "--format", format, "--data", data)[1]
    assert kg("dump", "-o", tmp_path / name, "--format", "nt", "--data", data)[0] == 0
    assert (tmp_path / name).read_text("utf-8") == kg("dump", "--format", "nt", "--data", data)[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kind", "claims", "-o", "out.parquet"],
        ["--kind", "claims", "-o", "out"],
        ["--kind", "claims", "--format", "parquet", "-o", "out.csv"],
        ["-o", "claims.parquet"],
    ],
    ids=" ".join,
)
def test_dump_writes_flat_tables(
    arguments: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kg("dump", *arguments, "--data", data) == (0, "", "")
    (written,) = tmp_path.iterdir()
    assert duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{written}') WHERE starts_with(claim, 'http')"
    ).fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--kind", "claims", "--format", "nq"], "claims is a flat table, and no nq: --format parquet"),
        (["--kind", "claims", "-o", "claims.csv"], "claims.csv: flat tables are parquet; call the file so"),
        (["--kind", "claims", "-o", "claims.nq"], "claims.nq: flat tables are parquet; call the file so"),
        (
            ["--format", "parquet"],
            "parquet holds flat tables; say which: --kind claims, situations, entities, articles",
        ),
        (["-o", "sales.parquet"], "parquet holds flat tables; say which: --kind claims"),
        (["--kind", "all", "-o", "claims.parquet"], "parquet holds flat tables; say which: --kind claims"),
        (["--kind", "claims", "--pack", "gz"], "parquet is packed in itself: leave --pack out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_dump_that_there_is_not_is_told(
    arguments: list[str], message: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kg("dump", *arguments, "--data", data)
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: {message}")
    assert not [*tmp_path.iterdir()]


def test_a_query_given_as_a_name_is_told_how(data: Path, kg: Kg) -> None:
    told = "kg: this is a query, not the name of one; put -e before it\n"
    assert kg("query", "ASK { ?s ?p ?o }", "--data", data) == (2, "", told)


def test_the_list_of_commands_cuts_no_sentence_short(kg: Kg) -> None:
    out = kg("--help")[1]
    assert "Commands:" in out
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (1, "disagreements", "1 disagreement"),
        (1, "entities", "1 entity"),
        (1, "asserted", "1 asserted"),
        (0, "entities", "0 entities"),
        (1200, "quads", "1,200 quads"),
    ],
)
def test_one_thing_is_counted_in_the_singular(number: int, noun: str, told: str) -> None:
    assert show.counted(number, noun) == told


def test_dump_writes_a_whole_file_or_none(data: Path, tmp_path: Path, kg: Kg) -> None:
    target = tmp_path / "out.nq"
    assert kg("dump", "-o", target, "--data", data) == (0, "", "")
    assert target.read_text("utf-8") == kg("dump", "--data", data)[1]
    code, _, err = kg("dump", "-o", tmp_path / "no" / "out.nq", "--data", data)
    assert code == 2
    assert len(err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.nq"]


def test_verify_counts_what_it_checked(data: Path, kg: Kg) -> None:
    code, out, _ = kg("verify", "--data", data)
    assert code == 0
    assert out.endswith("quotes checked, 0 problems\n")


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kg: Kg) -> None:
    monkeypatch.chdir(tmp_path)
    line = json.dumps({"id": "7", "text": "Norva sold Kestrel to Harbor.", "title": None})
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(line.encode()))))  # type: ignore[arg-type]
    code, out, err = kg("extract", "--raw", "--input-format", "jsonl", "-j", 1, "-")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["id"], found["title"], len(found["claims"])) == ("7", None, 1)
    assert list(tmp_path.iterdir()) == []


def test_extract_traces_to_standard_error(tmp_path: Path, kg: Kg) -> None:
    article = tmp_path / "one.txt"
    article.write_text("Norva Systems bought Kestrel Optics. It rained.\n")
    plain = kg("extract", "--raw", "-j", 1, article)
    code, out, err = kg("extract", "--raw", "--trace", "-j", 1, article)
    assert (code, out) == plain[:2]
    lines = err.splitlines()
    assert lines[:2] == [str(article), "“Norva Systems bought Kestrel Optics.”"]
    assert "  bought: acquisition.take-control: object: wants control, ownership, possession" in lines
    assert len(lines) > 3
    assert "It rained" not in err


def test_an_internal_error_is_one_line_and_exit_3(monkeypatch: pytest.MonkeyPatch, data: Path, kg: Kg) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(store, "find", broken)
    code, _, err = kg("verify", "--data", data)
    assert code == 3
    assert err == "kg: internal error, please report it (RuntimeError: two lines); --verbose shows where\n"
    assert "Traceback" in kg("verify", "--data", data, "--verbose")[2]


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)


LOADED = """
import sys
from kg.cli import app, show
from kg.cli.running import run
code = run(app, sys.argv[1:])
print(*(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def test_help_loads_nothing_heavy() -> None:
    loaded = set(python(LOADED, "--help").stderr.split())
    heavy = {*HEAVY.split(), "pydantic", "pydantic_settings", "pyoxigraph", "rich", "zstandard"}
    assert sorted(loaded & heavy) == []


def test_query_and_explain_load_neither_extraction_nor_service(data: Path) -> None:
    for arguments in (["query", "-e", "ASK {}"], ["explain", "entity/x"], ["releases"], ["verify"]):
        done = python(LOADED, *arguments, "--data", data)
        assert not set(done.stderr.split()) & set(HEAVY.split()), arguments


def test_validate_loads_neither_extraction_nor_service_nor_the_other_engine(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text("<http://x/a> a <http://x/B> .")
    here = "from kg.cli import confined\nconfined.confined = lambda work, **limits: work()\n"  # not in another process
    done = python(here + LOADED, "validate", tmp_path / "data.ttl")
    loaded = set(done.stderr.split())
    assert {"shacl", "pyoxigraph"} <= loaded
    assert not loaded & (set(HEAVY.split()) - {"shacl"})


BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"spacy", "fastapi", "trafilatura", "uvicorn"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocker())
from kg.cli import main
if __name__ == "__main__":
    main()
"""


def test_without_the_extras_the_way_to_get_them_is_told(data: Path, tmp_path: Path) -> None:
    script = tmp_path / "blocked.py"
    script.write_text(BLOCKED)
    code = f"import runpy, sys; sys.argv[0] = {str(script)!r}; runpy.run_path({str(script)!r}, run_name='__main__')"
    assert python(code, "query", "-e", "ASK {}", "--data", data).returncode == 0
    assert python(code, "validate", "--data", data).returncode == 0
    done = python(code, "serve", "--data", data)
    assert done.returncode == 2
    assert re.fullmatch(r"kg: this needs (fastapi|uvicorn): pip install 'onrecord\[serve\]'\n", done.stderr)
    done = python(code, "extract", "--raw", handmade.write(tmp_path / "in.jsonl", *STORIES))
    assert done.returncode == 2
    assert "pip install 'onrecord[build]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_ends_quietly(data: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f'{sys.executable} -m kg dump --format trig --data {data} | head -c 10; echo " ${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=600)
    assert done.stderr == ""
    assert done.stdout.split()[-1] in ("141", "0")  # 0 where all of it fitted the pipe


def test_a_knowledge_base_comes_and_goes(tmp_path: Path, kg: Kg) -> None:
    table, data = tmp_path / "own.csv", tmp_path / "data"
    table.write_text("name,type,aliases,parent\nNorva,Company,NRV|Norva Works,Amazon\n")
    assert kg("kb", "import", table, "--data", data)[:2] == (0, "own: 1 entities, 3 names from 1 entries\n")
    code, out, err = kg("kb", "list", "--data", data)
    assert (code, err) == (0, "")
    assert out.splitlines()[3].split()[:5] == ["own", "table", "own.csv", "1", "3"]
    code, out, err = kg("kb", "check", "NRV", "--data", data, "--beside", "Amazon.com", "--type", "Company")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "as asked: NRV, taken for Company: linked to Norva: 0.75",
        "   0.75  Norva (Company) kb-norva: prior 0.40 +0.10 taken for a Company; +0.25 owner in the article",
    ]
    assert "NIL: Norva scores best, 0.40, and 0.50 is needed" in kg("kb", "check", "NRV", "--data", data)[1]
    assert kg("kb", "remove", "own", "--data", data)[0] == 0
    assert "NIL: nothing in the knowledge base bears this name" in kg("kb", "check", "NRV", "--data", data)[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "/nowhere"], "kg: /nowhere: cannot be read (no such file or directory)"),
        (["import", "own.csv"], "kg: own.csv, line 2: 'Firm' is no type"),
        (["import", "own.csv", "--type", "Company"], "kg: --type Company: write a class of Wikidata and a type"),
        (["remove", "own"], "kg: own: no imported knowledge base of that name"),
        (["check", "A", "--type", "Firm"], "kg: 'Firm' is no type; types are Company, GovernmentAgency"),
    ],
)
def test_bad_usage_of_knowledge_bases_is_one_line(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Kg
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text("name,type\nNorva,Firm\n")
    code, out, err = kg("kb", *arguments, "--data", "D")
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert len(err.splitlines()) == 1
