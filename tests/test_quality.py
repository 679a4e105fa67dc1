from pathlib import Path

from kg import quality
from kg.evaluate import publishing
from kg.evaluate.report import Figure, Report
from tests.eval import figures

REPORT = Report(
    "../shared/gold/claims.yaml", "claims", (Figure("found", 0.81234, "3 of 4", 0.7, 0.9), Figure("a", None))
)


def test_a_gold_is_called_the_same_wherever_it_lies():
    assert quality.name(Path("../shared/gold/claims.yaml")) == quality.name(Path("/x/shared/gold/claims.yaml"))


def test_new_figures_take_the_place_of_those_of_the_same_gold(tmp_path: Path):
    path = tmp_path / "quality.json"
    for day in ("2026-01-01", "2026-01-02"):
        quality.write(path, publishing.measurements(REPORT, date=day))
    other = publishing.measurements(
        Report("a/b.yaml", "claims", REPORT.figures), date="2026-01-03", command="make eval"
    )
    quality.write(path, other)
    text = path.read_text("utf-8")
    assert text.count('"metric": "found"') == 2
    assert "2026-01-01" not in text
    assert '"value": 0.8123' in text
    assert '"command": "make eval"' in text


def test_what_ships_can_be_read_and_is_in_the_readme():
    assert all(one.value >= 0 for one in quality.shipped())
    text = figures.README.read_text("utf-8")
    assert figures.written(text, quality.shipped()) == text


def test_a_figure_not_yet_measured_is_an_ellipsis():
    assert next(line for line in figures.tables([]) if "KnowledgeNet" in line).endswith("| … | … |")
