"""The corpus: quotes become offsets, what is wrong is told, agreement is counted; what is committed is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.frames import frames
from tests.eval.corpus import __main__ as command
from tests.eval.corpus import agreement, folds, form, sentences, store, working
from tests.eval.corpus.articles import EVAL, Article, articles, find, shared

TEXT = """Vell sells lens unit to Harrow

March 4, 2031

Oslo-based Vell has sold its lens unit, Mr. Dahl said on Monday. "It did not sell the patents," he added.
Harrow's chairwoman Ana Roth promised not to sell lenses to police. Harrow met Vell and Brindle.
Asked about jobs, Vell said “none will go”. All that the firm has are needed, the firm said.
"""
ARTICLE = Article("own/vell", TEXT, title="Vell sells lens unit to Harrow", publisher="The Port Register")
WORKING = """
article: own/vell
annotator: A
claims:
- {s: 1, frame: Acquisition, trigger: sells, roles: {acquirer: Harrow, target: lens unit}}
- s: 4
  frame: Acquisition
  trigger: sell
  roles: {target: the patents, acquirer: {is: 1|Harrow}}
  polarity: negated
  by: {text: he, is: 3|Dahl}
- {s: 5, frame: Role, trigger: chairwoman, roles: {holder: Ana Roth, position: chairwoman, organization: Harrow}}
- s: 5
  frame: Pledge
  trigger: promised
  roles: {pledger: Ana Roth, act: {frame: Sale, text: sell lenses}, counterparty: police}
  direction: forgo
- {s: 6, frame: Meeting, trigger: met, roles: {party: [Harrow, Vell, Brindle]}}
- {s: 3, frame: Headquarters, trigger: based, roles: {organization: Vell, place: Oslo}}
attributions:
- {s: 3, mode: indirect, source: Dahl, cue: said, content: Oslo-based … lens unit, time: on Monday}
- {s: 4, mode: direct, source: {text: he, is: 3|Dahl}, cue: added, content: It … patents}
- {s: 7, mode: mixed, source: Vell, cue: said, content: none will go}
traps:
- {s: 4, frame: Acquisition, trigger: sell, roles: {target: the patents}, why: negated}
lead_events: []
chains:
- {type: Company, at: [1|Vell, 3|Vell, 3|its, "8#2|the firm"]}
none: NONE
"""
FOUND = {"Acquisition", "Role", "Pledge", "Meeting", "Headquarters", "Statement"}


def compiled(text: str = WORKING, article: Article = ARTICLE) -> tuple[dict[str, Any], list[str]]:
    written = yaml.safe_load(text.replace("NONE", str(sorted(set(frames()) - FOUND))))
    compiler = working.Compiler(article, sentences.read(article.text))
    line = compiler.line(written, "1")
    return line, compiler.errors or list(form.problems(line, article.text))


def words(span: list[int]) -> str:
    return TEXT[slice(*span)]


def test_sentences_end_where_they_end() -> None:
    text = sentences.read(TEXT)
    told = [TEXT[slice(*span)] for span in text.sentences]
    assert told[0] == "Vell sells lens unit to Harrow"
    assert told[2] == "Oslo-based Vell has sold its lens unit, Mr. Dahl said on Monday."
    assert told[3] == '"It did not sell the patents," he added.'
    assert told[-1] == "All that the firm has are needed, the firm said."
    assert sentences.lead(text, titled=True) == (1, 3, 4)
    assert sentences.lead(text, titled=False) == (1, 3)
    assert [text.number(span[0]) for span in text.sentences] == list(range(1, 9))


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("7|none will go", "none will go"),
        ('7|"none will go"', "“none will go”"),
        ("8#2|the firm", "the firm"),
        ("5|Harrow", "Harrow"),
        ("3|Oslo-based … unit", "Oslo-based Vell has sold its lens unit"),
        ("4|It … Ana Roth", "It did not sell the patents,\" he added.\nHarrow's chairwoman Ana Roth"),
        (1, "Vell sells lens unit to Harrow"),
        ("1..2", "Vell sells lens unit to Harrow\n\nMarch 4, 2031"),
    ],
)
def test_a_quote_means_a_place(quote: str | int, meant: str) -> None:
    assert TEXT[slice(*sentences.read(TEXT).locate(quote))] == meant


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Vell", "names no sentence"),
        ("9|Vell", "no sentence 9: the last is 8"),
        ("1|Harro", "not in sentence 1"),
        ("3|", "not in sentence 3"),
        ("6#2|Vell", "only 1 times"),
        ("5|Harrow … never", "does not follow"),
    ],
)
def test_a_quote_that_means_no_place_is_told(quote: str, told: str) -> None:
    with pytest.raises(sentences.QuoteError, match=told):
        sentences.read(TEXT).locate(quote)


def test_a_word_that_stands_twice_asks_for_its_number() -> None:
    with pytest.raises(sentences.QuoteError, match=r"write 1#1\|a"):
        sentences.read("A cat saw a dog and a bird.").locate("1|a")


def test_a_working_file_becomes_standoff() -> None:
    line, wrong = compiled()
    assert wrong == []
    assert line["sha256"] == ARTICLE.sha256
    assert words(line["lead"][0]) == "Vell sells lens unit to Harrow"
    by_frame = {claim["frame"]: claim for claim in line["claims"]}
    assert words(by_frame["Role"]["trigger"]) == "chairwoman"
    negated = next(claim for claim in line["claims"] if claim["polarity"] == "negated")
    target, acquirer = negated["roles"]
    assert (words(target["span"]), acquirer["span"]) == ("the patents", None)
    assert [words(span) for span in acquirer["antecedents"]] == ["Harrow"]
    (holder,) = negated["holders"]
    assert (words(holder["span"]), words(holder["antecedents"][0])) == ("he", "Dahl")
    pledge = by_frame["Pledge"]
    assert pledge["direction"] == "forgo"
    assert [(role["role"], role["value"]) for role in pledge["roles"]][1] == ("act", "Sale")
    assert [words(role["span"]) for role in by_frame["Meeting"]["roles"]] == ["Harrow", "Vell", "Brindle"]
    assert [(mention["kind"], mention["chain"]) for mention in line["mentions"]] == [
        ("name", 1),
        ("name", 1),
        ("pronoun", 1),
        ("nominal", 1),
    ]


def test_who_is_said_to_speak_makes_a_statement() -> None:
    line, _ = compiled()
    said = [claim for claim in line["claims"] if claim["frame"] == "Statement"]
    assert [(words(claim["trigger"]), words(claim["roles"][0]["span"])) for claim in said] == [
        ("said", "Dahl"),
        ("added", "he"),
        ("said", "Vell"),
    ]
    assert words(said[0]["time"]) == "on Monday"
    silent, wrong = compiled(WORKING.replace("content: none will go", "content: none will go, speech: false"))
    assert wrong == []
    assert sum(claim["frame"] == "Statement" for claim in silent["claims"]) == 2


def test_a_list_under_each_gives_a_claim_each() -> None:
    line, _ = compiled(WORKING.replace("acquirer: Harrow, target: lens unit", "target: {each: [lens unit, Harrow]}"))
    told = [claim for claim in line["claims"] if claim["frame"] == "Acquisition" and claim["polarity"] == "affirmed"]
    assert [[words(role["span"]) for role in claim["roles"]] for claim in told] == [["lens unit"], ["Harrow"]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("trigger: sells", "trigger: buys", "claims 1 .s: 1, Acquisition.: “buys” is not in sentence 1"),
        ("frame: Meeting", "frame: Gathering", "no frame Gathering"),
        ("holder: Ana Roth", "owner: Ana Roth", "Role has no role owner"),
        ("direction: forgo", "direction: away", "has a direction"),
        ("polarity: negated", "polarity: no", "polarity False is none of"),
        ("why: negated", "why: odd", "why odd is none of"),
        ("mode: mixed", "mode: half", "mode half is none of"),
        ("trigger: met, ", "", "'trigger' is missing"),
        ("type: Company", "type: Firm", "type Firm is none of"),
        ("none: NONE", "none: [Sale]", "not said to have been looked for"),
        ("none: NONE", "none: [Role]", r"\['Role'\] are said to be absent"),
        (
            "lead_events: []",
            "lead_events: [{s: 5, predicate: promised, parties: {agent: Ana Roth}}]",
            "not of the lead",
        ),
        ("lead_events: []", "events: []", "unknown key events"),
        ("{party: [Harrow, Vell, Brindle]}", "{}", "has no role"),
        ("frame: Headquarters, trigger: based", "frame: Statement, trigger: based", "a Statement is not written"),
        ("act: {frame: Sale, text: sell lenses}", "act: {frame: Selling, text: sell lenses}", "the name of a frame"),
        ("{text: he, is: 3|Dahl}, cue", "{who: he}, cue", "a filler has text, is, frame"),
        ("holder: Ana Roth", "holder: 3", 'write "3" for the number, 3..3 if you mean it'),
        ("holder: Ana Roth", "holder: Ana Roth, chief", "no words here: put quotes around"),
        ("annotator: A", "annotator: ", "give your initials"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, told: str) -> None:
    assert old in WORKING
    _, wrong = compiled(WORKING.replace(old, new))
    with pytest.raises(AssertionError, match=told):
        raise AssertionError("\n".join(wrong))


def test_a_working_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    line, wrong = command.compiled(tmp_path / "none.yaml")
    assert (line, len(wrong)) == ({}, 1)
    assert "No such file" in wrong[0]


def test_the_same_claim_twice_is_told() -> None:
    row = "- {s: 6, frame: Meeting, trigger: met, roles: {party: [Harrow, Vell, Brindle]}}\n"
    _, wrong = compiled(WORKING.replace(row, row * 2))
    assert wrong == ["claim Meeting “met”: the same claim twice"]


def test_spans_outside_the_text_are_told() -> None:
    line, _ = compiled()
    line["claims"][0]["trigger"] = [5, len(TEXT) + 9]
    line["claims"][1]["trigger"] = [4, 5]
    told = list(form.problems(line, TEXT))
    assert any("goes beyond the text" in problem for problem in told)
    assert any("white space" in problem for problem in told)


def test_an_annotation_agrees_with_itself() -> None:
    line, _ = compiled()
    found = agreement.Agreement()
    agreement.compare(line, line, ARTICLE, found)
    assert found.differences == []
    assert {tally.f1 for tally in found.tallies.values()} == {1.0}


def test_claims_on_one_word_are_set_against_those_with_the_same_fillers() -> None:
    one = WORKING.replace("{party: [Harrow, Vell, Brindle]}", "{party: {each: [Harrow, Vell, Brindle]}}")
    two = WORKING.replace("{party: [Harrow, Vell, Brindle]}", "{party: {each: [Vell, Brindle, Harrow]}}")
    found = agreement.Agreement()
    agreement.compare(compiled(one)[0], compiled(two)[0], ARTICLE, found)
    assert found.differences == []


def test_agreement_tells_where_two_part() -> None:
    first, _ = compiled()
    second, wrong = compiled(
        WORKING.replace("{is: 1|Harrow}}\n  polarity: negated", "{is: 5|Harrow}}\n  polarity: unknown")
        .replace("holder: Ana Roth", "holder: Harrow")
        .replace("content: none will go", "content: none")
        .replace("source: Vell", "source: {text: Vell, is: 1|Harrow}")
    )
    assert wrong == []
    found = agreement.Agreement()
    agreement.compare(first, second, ARTICLE, found)
    tallies = found.tallies
    claims = len(first["claims"])
    assert tallies["claims (frame and place)"].both == claims
    assert tallies["claims (main roles too)"].both == claims - 1
    assert (tallies["frame Role"].both, tallies["frame Acquisition"].both) == (0, 2)
    assert tallies["stance polarity"].first - tallies["stance polarity"].both == 1
    assert tallies["role acquirer"].f1 == 1.0  # the same name elsewhere
    assert (tallies["attributions (overlap 0.3)"].both, tallies["attributions (overlap 0.8)"].both) == (3, 2)
    assert [difference.split(": ")[1] for difference in found.differences] == ["only first", "only second"]


def test_lines_are_kept_in_order_and_replaced(tmp_path: Path) -> None:
    line, _ = compiled()
    path = store.target(line["id"], "sealed", root=tmp_path)
    assert path == tmp_path / "unread" / "own.jsonl"
    for id, annotator in (("own/b", "A"), ("own/a", "A"), ("own/b", "B")):
        store.keep({**line, "id": id, "annotator": annotator}, path)
    assert [(one["id"], one["annotator"]) for one in store.lines(path)] == [("own/a", "A"), ("own/b", "B")]
    assert store.target(line["id"], "2", second=True, root=tmp_path) == tmp_path / "twice" / "own.jsonl"


def test_changed_texts_and_wrong_places_are_told(tmp_path: Path) -> None:
    id = "own/01_halden_penalty"
    sound = {
        **{key: [] for key in ("claims", "attributions", "traps", "lead_events")},
        **{"id": id, "sha256": find(id).sha256, "fold": "1", "annotator": "A", "lead": [[0, 5]], "mentions": None},
        "none": sorted(frames()),
    }
    place = store.target(id, "1", root=tmp_path)
    store.keep(sound, place)
    assert list(store.check(tmp_path)) == []
    store.keep({**sound, "sha256": "0"}, place)
    assert "has changed" in next(store.check(tmp_path))
    store.keep({**sound, "fold": "sealed"}, place)
    assert "belongs into unread/own.jsonl" in next(store.check(tmp_path))
    store.keep({**sound, "id": "own/none"}, place)
    assert "no such article" in "\n".join(store.check(tmp_path))


def test_what_is_committed_is_sound() -> None:
    assert list(store.check()) == []


def test_folds_are_apart_and_the_sealed_one_holds_what_it_must() -> None:
    made = folds.folds()
    every = [id for ids in made.values() for id in ids]
    assert len(every) == len(set(every))
    assert set(made) == {"sealed", "1", "2", "3", "4"}
    own = {f"own/{path.stem}" for path in (EVAL / "unread").iterdir() if path.suffix in {".txt", ".md"}}
    assert len(own) == 12
    assert own == {id for id in made["sealed"] if id.startswith("own/")}
    assert not [id for id in made["sealed"] if id.startswith("meantime/")]
    assert {id for id in articles() if id.startswith("own/")} <= set(every)


def test_a_new_article_goes_into_the_emptiest_open_fold() -> None:
    every = {
        id: Article(id, "word " * words)
        for id, words in {"own/a": 9, "own/b": 2, "own/c": 5, "own/d": 6, "own/e": 7, "own/f": 1}.items()
    }
    made = {"sealed": ["own/f"], "1": ["own/a"], "2": ["own/b"], "3": ["own/d"], "4": ["own/e"]}
    assert folds.added(made, every) == {**made, "2": ["own/b", "own/c"]}
    with pytest.raises(LookupError, match="gum/x"):
        folds.added({**made, "3": ["gum/x"]}, every)


def test_the_split_is_even_and_the_same_every_time() -> None:
    corpus = [Article(f"own/{number}", f"word{number} " * 100) for number in range(20)]
    made = folds.split(corpus, coming=0)
    assert made == folds.split(corpus, coming=0)
    assert {len(ids) for fold, ids in made.items() if fold != "sealed"} == {5}


@pytest.mark.skipif(not shared("gum").is_file(), reason="needs the texts of ../shared/data")
def test_folds_keep_stories_together() -> None:
    made = folds.folds()
    fold_of = {id: fold for fold, ids in made.items() for id in ids}
    assert set(fold_of) <= set(articles())
    for story in folds.stories(folds.chosen(articles())):
        told = {fold_of[article.id] for article in story}
        assert len(told) == 1, [article.id for article in story]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id = "own/01_halden_penalty"
    assert command.main(["show", id]) == 0
    assert "[1]*" in capsys.readouterr().out
    assert command.main(["new", "own/01_halden"]) == 0
    skeleton = capsys.readouterr().out.replace("annotator: ", "annotator: A")
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / "halden.yaml").write_text(skeleton, "utf-8")
    assert command.main(["compile", str(first / "halden.yaml")]) == 0
    assert "fine: 0 claims" in capsys.readouterr().out
    assert command.main(["agreement", str(first), str(second), "--differences"]) == 0
    assert "1 articles" in capsys.readouterr().out
    assert command.main(["check"]) == 0
    assert "0 problems" in capsys.readouterr().out
    assert command.main(["show", "own/"]) == 2
    assert "articles begin with it" in capsys.readouterr().err
    (first / "halden.yaml").write_text("article: [", "utf-8")
    assert command.main(["compile", str(first / "halden.yaml")]) == 1
    assert command.main(["agreement", str(first / "halden.yaml"), str(second / "halden.yaml")]) == 1


def test_the_guideline_has_every_frame_and_its_roles() -> None:
    rows = {}
    for line in (folds.HERE / "GUIDELINE.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and cells[1] in frames():
            rows[cells[1]] = cells[2]
    assert set(rows) == set(frames())
    for name, frame in frames().items():
        if name != "Statement":
            lacking = {role for role in frame.roles if role not in ("place", "purpose") and role not in rows[name]}
            assert not lacking, (name, lacking)
