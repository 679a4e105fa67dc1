"""What all handlers share: the pool that answers jobs, and the answers kept."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from typing import Any

import kg
from kg.screening import QueryLimits
from kg.serve.answers import Answer, Stream, whole
from kg.serve.dump_files import Files
from kg.serve.ipc import Job
from kg.serve.negotiate import PAGE, SAFE_CSV, Form, Forms
from kg.serve.pool import Pool
from kg.serve.request_log import notes
from kg.serve.results import Row, rows
from kg.settings import Settings
from kg.store import Release

# functions whose value changes from one evaluation to the next
VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


class Service:
    """One running service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings)
        self.cache = Cache(settings.serve_cache_bytes)
        self.files = Files(settings)
        self.asked = 0  # queries, from memory or not
        self.draining = False  # told to stop: nothing new should be sent here
        self.query_limits = QueryLimits(  # of a client's query
            characters=settings.serve_query_characters,
            depth=settings.serve_query_depth,
            patterns=settings.serve_query_patterns,
            operators=settings.serve_query_operators,
            selects=settings.serve_query_selects,
        )

    @property
    def release(self) -> Release:
        """The release that is served, for who reads from it: that it was is noted."""
        notes().releases.add(self.pool.release.id)
        return self.pool.release

    @property
    def base(self) -> str:
        """The base of the IRIs in the release, whatever this service's own address."""
        return self.pool.release.graph.removesuffix("graph/release")

    def job(self, query: str, forms: Forms, **options: Any) -> Job:
        """A job within this service's limits, its answer in one of some forms."""
        return Job(
            query,
            bindings_format=forms.bindings.media_type if forms.bindings else None,
            graph_format=forms.graph.media_type if forms.graph else None,
            safe=forms.bindings is SAFE_CSV,
            base=self.base,
            max_bytes=self.settings.serve_result_bytes,
            max_rows=self.settings.serve_result_rows,
            **options,
        )

    def graph_job(self, graph: str, form: Form, *, graphs: bool = False) -> Job:
        """The job of a whole graph, by its IRI or, the default graph, by none; named in what has ``graphs``."""
        return self.job("", Forms(None, form), whole=graph, graphs=graphs, ad_hoc=True)

    def key(self, job: Job) -> str | None:
        """What identifies a job's answer, None where asking again may give another."""
        if VOLATILE.search(job.query):
            return None
        parts = (kg.__version__.encode(), self.pool.release.id.encode(), job.encode())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]

    async def ask(self, job: Job) -> Answer:
        """The whole answer to a job, from memory where it is kept; the pool's errors."""
        return whole(await self.open(job, self.key(job), hold=job.max_bytes))

    async def open(self, job: Job, key: str | None, *, hold: int | None = None) -> Answer | Stream:
        """The answer to the job of a key, or a stream where it is larger than ``hold`` bytes (default: the setting)."""
        release, noted = self.pool.release.id, notes()
        self.asked += 1
        noted.queries, noted.query = noted.queries + 1, job.query
        kept = self.cache.get(key) if key else None
        if kept is not None:
            noted.kept, noted.rows, noted.release = noted.kept + 1, kept.rows, kept.release
            noted.releases.add(kept.release)
            return kept
        answer = await self.pool.open(job, hold=self.settings.serve_buffer_bytes if hold is None else hold)
        noted.release = answer.release
        noted.releases.add(answer.release)
        if isinstance(answer, Answer):
            noted.rows = answer.rows
            if key and answer.release == release:
                self.cache.put(key, answer)
        return answer

    async def rows(self, query: str) -> list[Row]:
        """The solutions of a query of our own over the union of all graphs."""
        answer = await self.ask(self.job(query, PAGE, union=True))
        return rows(answer.body)


OVERHEAD = 500  # bytes an entry takes besides its body, about


class Cache:
    """Answers by key, together within a number of bytes; one larger than an eighth of it is not kept."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.size, self.hits = max_bytes, 0, 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        answer = self._answers.get(key)
        if answer is not None:
            self.hits += 1
            self._answers.move_to_end(key)
        return answer

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, forgetting others to make room."""
        self.drop(key)
        cost = _cost(answer)
        if cost > self.max_bytes // 8:
            return
        self._answers[key] = answer
        self.size += cost
        while self.size > self.max_bytes:
            _, oldest = self._answers.popitem(last=False)
            self.size -= _cost(oldest)

    def drop(self, key: str) -> None:
        """Forget one answer, if it is there."""
        old = self._answers.pop(key, None)
        if old is not None:
            self.size -= _cost(old)


def _cost(answer: Answer) -> int:
    return len(answer.body) + OVERHEAD
