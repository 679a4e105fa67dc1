"""Files and folders: what is read, what is set aside, and that order does not matter."""

from __future__ import annotations

import os
import re
import sys
from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import NothingReadable
from kg.ingest import Outcome, read, read_raw
from kg.model import Article, SetAside
from kg.settings import Settings

SETTINGS = Settings()
TEXT = "The harbour office at Sable Point said on Friday that it had sent the camera back to its maker."
SHARED = Path(__file__).resolve().parents[3] / "shared"
SAMPLES = Path(__file__).resolve().parents[2] / "kg" / "samples"


def outcomes(*paths: Path) -> list[Outcome]:
    return list(read(paths, settings=SETTINGS))


def articles(*paths: Path) -> list[Article]:
    return [outcome for outcome in outcomes(*paths) if isinstance(outcome, Article)]


def reasons(*paths: Path) -> dict[str, str]:
    found = [outcome for outcome in outcomes(*paths) if isinstance(outcome, SetAside)]
    assert all(outcome.reason.isprintable() and outcome.source.isprintable() for outcome in found)
    return {Path(outcome.source).name: outcome.reason for outcome in found}


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable, match=r"gone\.txt: no such file"):
        read([tmp_path / "gone.txt"], settings=SETTINGS)
    with pytest.raises(NothingReadable):
        read([], settings=SETTINGS)


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    with pytest.raises(NothingReadable, match="no articles"):
        list(read([tmp_path], settings=SETTINGS))


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "broken.md").write_text('---\ntitle: "x\n---\nText')
    (tmp_path / "picture.png").write_bytes(b"x")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert [article.text for article in articles(tmp_path)] == [TEXT]
    found = reasons(tmp_path)
    assert set(found) == {"empty.txt", "binary.txt", "broken.md", "huge.txt", tmp_path.name}
    assert ".png" in found[tmp_path.name]


def test_links_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT + " Secretly.")
    (folder / "a.txt").write_text(TEXT)
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "round").symlink_to(folder)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert [article.text for article in articles(folder)] == [TEXT]
    assert set(reasons(folder)) == {"out.txt", "up", "nowhere.txt", "self.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes, and pipes, are Linux's")
def test_odd_files(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\nname.txt")).write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path)["pipe.txt"].startswith("not a regular file")
    assert reasons(tmp_path)["bad\\xff\\nname.txt"].startswith("empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "locked.txt").write_text(TEXT)
    (tmp_path / "locked.txt").chmod(0)
    assert "permission" in reasons(tmp_path)["locked.txt"]


def test_fuller_of_the_same_article_is_kept_in_any_order(tmp_path: Path) -> None:
    head = "---\ntitle: The camera goes back\nurl: https://sable.example/c{}\n---\n\n"
    bodies = [TEXT, TEXT + "\n\nIt had been there for six weeks, the office said.", TEXT + "\n\nSo it goes."]
    for names in permutations("abc"):
        folder = tmp_path / "".join(names)
        folder.mkdir()
        for name, body, mark in zip(names, bodies, ("", "?utm_source=x", "#top"), strict=True):
            (folder / f"{name}.md").write_text(head.format(mark) + body)
        (kept,) = articles(folder)
        assert kept.text.endswith("the office said.")
        assert len(reasons(folder)) == 2
        assert all(reason.startswith("same article as") for reason in reasons(folder).values())


def test_folder_and_file_in_it_named_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(outcomes(tmp_path, tmp_path / "a.txt", tmp_path)) == 1


def test_file_named_by_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "article.news").write_text(TEXT)
    assert [article.text for article in articles(tmp_path / "article.news")] == [TEXT]


def test_raw_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" x\n")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": " y"}\n')
    found = list(read_raw(tmp_path, settings=SETTINGS))
    assert [article.text for article in found if isinstance(article, Article)] == [" x\n", " y"]


def test_samples_read_clean() -> None:
    found = outcomes(SAMPLES)
    assert [outcome for outcome in found if isinstance(outcome, SetAside)] == []
    assert len(found) == 11
    text = " ".join(article.text for article in found if isinstance(article, Article))
    for furniture in (
        "Mackerel",
        "newsletter",
        "Front page",
        "Crane Collapse",
        "Enter your",
        "Privacy policy",
        "By Lena",
    ):
        assert furniture not in text


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="../shared/articles is not here")
class TestSharedArticles:
    def test_items_of_the_feed(self) -> None:
        assert len(articles(SHARED / "articles" / "002_thehill.md")) == 20

    def test_every_gold_quote_is_in_the_text_and_no_noise_is(self) -> None:
        yaml = pytest.importorskip("yaml")
        gold = yaml.safe_load((SHARED / "gold" / "claims.yaml").read_text("utf-8"))
        by_file: dict[str, str] = {}
        for article in articles(SHARED / "articles"):
            name = Path(article.source.split(" (")[0]).name
            by_file[name] = by_file.get(name, "") + " " + article.text
        count = 0
        for name, entry in gold.items():
            text = _folded(by_file.get(name, ""))
            for claim in entry.get("claims", []) if name in by_file else []:
                assert _folded(claim["quote"]) in text
                count += 1
            for noise in entry.get("article", {}).get("noise", []) if name in by_file else []:
                assert _folded(noise) not in text
        assert count >= 60

    def test_nothing_below_the_body_is_read(self) -> None:
        first = articles(SHARED / "articles" / "000_londondaily.txt")[0]
        last = articles(SHARED / "articles" / "004_viralcashmachine.txt")[0]
        assert first.text.rstrip().endswith("George Floyd.”")
        assert last.text.rstrip().endswith("request for comment.")
        assert (first.publisher, first.published) == ("London Daily", "2025-11-17")
        assert last.publisher == "Viral Cash Machine"


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
