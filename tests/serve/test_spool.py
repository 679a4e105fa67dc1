"""Long answers wait for slow readers without a worker: whole, in order, within the room there is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kg.serve.spool import HELD, Room, Spool
from tests.serve import world
from tests.serve.test_limits import PAIRS, number, received
from tests.serve.world import Server, slowly

T = TypeVar("T")
PIECES = [bytes([n % 251]) * 100_000 for n in range(60)]
WHOLE = b"".join(PIECES)


def told(story: Coroutine[Any, Any, T]) -> T:
    """What comes of a story; an error where it does not end."""
    return asyncio.run(asyncio.wait_for(story, 30))


async def all_of(spool: Spool) -> bytes:
    pieces = []
    while piece := await spool.get():
        pieces.append(piece)
    return b"".join(pieces)


async def fill(spool: Spool, pieces: list[bytes]) -> None:
    for piece in pieces:
        await spool.put(piece)
    spool.end()


def test_what_is_put_is_got_whether_the_reader_is_quick_or_slow() -> None:
    async def quick(room: Room) -> bytes:
        spool = Spool(room, "a")
        _, got = await asyncio.gather(fill(spool, PIECES), all_of(spool))
        await spool.close()
        return got

    async def slow(room: Room) -> bytes:
        spool = Spool(room, "a")
        await fill(spool, PIECES)
        assert len(WHOLE) - HELD - 100_000 <= room.used <= len(WHOLE) - HELD
        assert await spool.ended() == len(WHOLE)
        got = await all_of(spool)
        assert room.used == 0
        await spool.close()
        return got

    async def by_turns(room: Room) -> bytes:
        """The file is emptied and filled anew."""
        spool, got = Spool(room, "a"), b""
        for start in range(0, 60, 20):
            for piece in PIECES[start : start + 20]:
                await spool.put(piece)
            while len(got) < (start + 20) * 100_000:
                got += await spool.get()
        spool.end()
        assert await spool.get() == b""
        await spool.close()
        return got

    for how in (quick, slow, by_turns):
        room = Room(20_000_000)
        assert told(how(room)) == WHOLE
        assert room.used == 0


def test_without_room_who_puts_waits_until_some_is_read() -> None:
    async def story() -> None:
        room = Room(1_000_000)
        spool = Spool(room, "a")
        putting = asyncio.ensure_future(fill(spool, PIECES))
        while not spool.starved:
            await asyncio.sleep(0)
        assert room.used <= 500_000  # half for one client
        other = Spool(room, "b")
        await fill(other, PIECES[:6])
        assert room.used > 500_000
        assert await all_of(spool) == WHOLE
        await putting
        for one in (spool, other):
            await one.close()
        assert room.used == 0

    told(story())


def test_a_reader_learns_of_an_error_at_once_and_one_that_leaves_gives_its_room_back() -> None:
    async def story() -> None:
        room = Room(20_000_000)
        spool = Spool(room, "a")
        for piece in PIECES:
            await spool.put(piece)
        spool.end(RuntimeError("no more"))
        with pytest.raises(RuntimeError):
            await spool.get()
        with pytest.raises(RuntimeError):
            await spool.ended()
        putting = asyncio.ensure_future(spool.put(PIECES[0]))
        await asyncio.sleep(0)  # in the middle of writing
        putting.cancel()
        await spool.close()
        assert room.used == 0

    told(story())


def test_a_full_disk_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))

    async def story() -> None:
        room = Room(20_000_000)
        spool = Spool(room, "a")
        putting = asyncio.ensure_future(fill(spool, PIECES))
        while not spool.starved:
            await asyncio.sleep(0)
        assert room.used == 0
        assert await all_of(spool) == WHOLE  # no quicker than it is read
        await putting
        await spool.close()

    told(story())


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("spooled")
    world.publish(data, filler=20_000)
    limits = {"serve_workers": 2, "serve_buffer_bytes": 100_000, "serve_client_requests": 0}
    limits |= {"serve_spool_bytes": 40_000_000, "serve_send_seconds": 3_600, "serve_query_seconds": 5}
    with world.running(data, **limits) as server:
        yield server


def test_where_there_is_no_room_a_slow_reader_is_broken_off_when_its_query_must_end(roomy: Server) -> None:
    with slowly(roomy, f"{PAIRS} LIMIT 900000", client="10.2.1.1") as connection:
        assert connection.recv(12) == b"HTTP/1.1 200"
        world.until(lambda: number(roomy, "onrecord_workers_idle") == 2)  # long before the client must have taken it
        assert not received(connection).endswith(b"0\r\n\r\n")
    world.until(lambda: number(roomy, "onrecord_spool_bytes") == 0)
