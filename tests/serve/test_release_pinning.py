"""Each answer comes from one release, whatever is published meanwhile."""

from __future__ import annotations

import asyncio
import re
import threading
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.responses import Response

from kg.errors import NotFound
from kg.serve.problems import Problem
from kg.serve.release_pinning import TRIES, Handler, one_release
from kg.serve.request_log import NOTES, Notes, notes
from tests.serve import world

ASKED = Request({"type": "http", "method": "GET", "headers": []})


def awaited(handler: Handler) -> Response:
    async def story() -> Response:
        NOTES.set(Notes())
        return await one_release(handler)(ASKED)

    return asyncio.run(story())


@pytest.mark.parametrize("error", [None, NotFound("gone in the middle")])
def test_a_handler_that_read_two_releases_is_asked_again(error: NotFound | None) -> None:
    tries = [["a", "b"], ["b", "b"]]

    async def handler(_: Request) -> Response:
        read = tries.pop(0)
        notes().releases.update(read)
        if error and len(set(read)) > 1:
            raise error
        return Response(read[-1])

    assert awaited(handler).body == b"b"
    assert not tries


def test_one_that_read_one_is_asked_once_and_its_errors_are_its_own() -> None:
    async def handler(_: Request) -> Response:
        notes().releases.add("a")
        raise NotFound("not there")

    with pytest.raises(NotFound):
        awaited(handler)


def test_it_does_not_go_on_forever() -> None:
    seen = 0

    async def handler(_: Request) -> Response:
        nonlocal seen
        seen += 1
        notes().releases.update((f"{seen}", f"{seen + 1}"))
        return Response()

    with pytest.raises(Problem) as told:
        awaited(handler)
    assert (seen, told.value.status) == (TRIES, 503)


def test_pages_are_of_one_release_while_others_are_published(tmp_path: Path) -> None:
    """The name that a page shows is that of the release in its foot."""
    named: dict[str, str] = {}

    def publish(n: int) -> None:
        extra = f'e:new-1f a kg:Person, kg:Entity ; rdfs:label "Nia {n}"@en ; schema:name "Nia {n}" .'
        named[world.publish(tmp_path, extra=extra).id] = f"Nia {n}"

    publish(0)
    with world.running(tmp_path, serve_workers=2, serve_follow_seconds=0.05, serve_cache_bytes=0) as server:
        publishing = threading.Thread(target=lambda: [publish(n) for n in range(1, 6)])
        publishing.start()
        shown, last = set(), False
        while not last:
            last = not publishing.is_alive()  # then asked once more
            page = server.get("/entity/new-1f", headers={"Accept": "text/html"}).text
            found = re.search(r"Release <code>([^<]+)</code>", page)
            assert found
            shown.add((found[1], tuple(set(re.findall(r"Nia \d", page)))))
            data = server.get("/entity/new-1f.ttl")
            shown.add((data.headers["x-onrecord-release"], tuple(set(re.findall(r"Nia \d", data.text)))))
        publishing.join()
    assert shown
    assert all(names == (named[release],) for release, names in shown)
