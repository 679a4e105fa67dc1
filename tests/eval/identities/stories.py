"""Stories by hand with hard names: ``python -m tests.eval.identities.stories`` writes them with their gold.

They stand in ``stories.toml`` with their mentions marked; ``gold/`` is what is made of them, for ``kg eval``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tests.eval.identities.made import write

HERE = Path(__file__).parent
GOLD = HERE / "gold"


def stories() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The articles, marked, and the entities."""
    table = tomllib.loads((HERE / "stories.toml").read_text("utf-8"))
    articles = [{**one, "text": one["text"].strip().replace("\n", "\n\n")} for one in table["article"]]
    return articles, [{"id": id, **one} for id, one in table["entities"].items()]


if __name__ == "__main__":
    write(GOLD, *stories())
