"""Work for a client ends when the client leaves, and only then; what it leaves behind is in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest
from fastapi import Request
from starlette.types import Message

from kg.serve.routing import ClientGone, while_connected


def request(left: asyncio.Event) -> Request:
    """A request whose client leaves when told to."""

    async def receive() -> Message:
        await left.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "GET", "headers": []}, receive)


def told(story: Callable[[asyncio.Event], Coroutine[None, None, None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(20):
            await story(asyncio.Event())

    asyncio.run(run())


def test_the_outcome_of_work_that_is_waited_for() -> None:
    async def story(left: asyncio.Event) -> None:
        async def work(steps: int) -> str:
            for _ in range(steps):
                await asyncio.sleep(0)
            return "done"

        for steps in (0, 1, 5):
            assert await while_connected(request(left), work(steps)) == "done"
        with pytest.raises(KeyError):
            await while_connected(request(left), failing())
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}  # nobody goes on listening

    told(story)


async def failing() -> None:
    await asyncio.sleep(0)
    raise KeyError


def test_work_ends_when_the_client_leaves() -> None:
    async def story(left: asyncio.Event) -> None:
        ended = False

        async def work() -> None:
            nonlocal ended
            try:
                left.set()
                await asyncio.Event().wait()
            finally:
                ended = True

        with pytest.raises(ClientGone):
            await while_connected(request(left), work())
        assert ended
        task = asyncio.current_task()
        assert task is not None
        assert not task.cancelling()
        await asyncio.sleep(0)  # what is waited for now is not cut off

    told(story)


def test_the_client_leaving_at_the_deadline_of_its_work_is_no_timeout() -> None:
    async def story(left: asyncio.Event) -> None:
        async def work() -> None:
            async with asyncio.timeout(60) as deadline:
                left.set()
                deadline.reschedule(asyncio.get_running_loop().time())
                await asyncio.Event().wait()

        with pytest.raises((ClientGone, TimeoutError)):
            await while_connected(request(left), work())
        task = asyncio.current_task()
        assert task is not None
        assert not task.cancelling()

    told(story)


def test_a_server_that_stops_is_no_client_that_left() -> None:
    async def story(left: asyncio.Event) -> None:
        task = asyncio.ensure_future(while_connected(request(left), asyncio.Event().wait()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    told(story)
