"""What the service may be asked for at most, as data: read off the settings, so that none can be left untold."""

from __future__ import annotations

from dataclasses import dataclass

from kg.settings import Settings

PREFIX = "serve_"
# settings of the service that limit nothing a client could notice
OTHERS = frozenset(
    [
        *("serve_cache_bytes", "serve_buffer_bytes", "serve_page_size", "serve_follow_seconds"),
        *("serve_log_characters", "serve_drain_seconds"),
    ]
)
UNITS = {"seconds": "seconds", "bytes": "bytes", "memory": "bytes", "requests": "requests a minute"}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its name (the setting's, less ``KG_SERVE_``), its value, its unit where it is no plain number."""

    name: str
    value: int | float
    unit: str
    description: str


def limits(settings: Settings) -> tuple[Limit, ...]:
    """Every limit in force."""
    found = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if not name.startswith(PREFIX) or name in OTHERS or not numeric:
            continue
        if name in EFFECTIVE:
            value = EFFECTIVE[name](settings)
        short = name.removeprefix(PREFIX)
        found.append(Limit(short, value, UNITS.get(short.rpartition("_")[2], ""), str(field.description)))
    return tuple(found)


def client_queries(settings: Settings) -> int:
    """How many queries of one client may run at once: all but one, where nothing else is set and there are two."""
    return settings.serve_client_queries or max(1, settings.serve_workers - 1)


def client_queue(settings: Settings) -> int:
    """How many queries of one client may wait: never more than half of the queue, which is everybody's."""
    return min(settings.serve_client_queue, settings.serve_queue // 2)


# what is in force where the setting alone does not say it
EFFECTIVE = {"serve_client_queries": client_queries, "serve_client_queue": client_queue}
