from pathlib import Path

from kg.evaluate import form, questions
from kg.evaluate.questions import QUERIES, Question

GOLD = Path("questions.yaml")


def answers(question: Question, *rows: dict[str, str]) -> str:
    """What the first question lacks, asked of these rows."""
    report = questions.score(GOLD, [question], lambda named: rows)
    return report.tables[0].rows[0][1]


def test_each_question_has_a_query():
    from kg import queries

    assert {named.name for named in QUERIES if named is not None} <= set(queries.names())


def test_a_row_is_found_cell_by_cell_without_regard_to_small_words():
    question = Question("Who?", (("Osk of Norvik", "2019-10"),), ())
    assert answers(question, {"who": "Osk Norvik", "when": "2019-10-04"}) == "kept"
    assert answers(question, {"who": "Osk Norvik", "when": ""}) == "not there: Osk of Norvik, 2019-10"
    assert answers(question, {"who": "Osk", "when": "2019-10-04"}).startswith("not there")
    assert answers(question, {"sentence": "Osk of Norvik sued.", "when": "2019-10-04"}).startswith("not there")


def test_what_must_not_be_there_is_told():
    question = Question("Sold?", (), (("affirmed",),))
    assert answers(question, {"stance": "affirmed"}) == "there: affirmed"
    assert answers(question, {"stance": "negated"}) == "kept"
    assert answers(question) == "no answer at all"


def test_the_form_is_told_by_what_it_asks(tmp_path: Path):
    path = tmp_path / "questions.yaml"
    path.write_text("- ask: Who sold what?\n  all: [[Osk]]\n", "utf-8")
    assert form(path) == "questions"
    assert questions.read(path)[0].all == (("Osk",),)
