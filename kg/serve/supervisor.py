"""The supervisor: a small single-threaded process that forks, kills and reaps the workers.

Forking the HTTP process, with its threads, is not safe; this one is started by it as a fresh interpreter and does
nothing but this. It reads ``spawn`` and ``kill`` messages from a control socket, writes ``dead`` ones, and when the
socket closes, because the HTTP process stopped or was killed, ends every worker and itself.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
from pathlib import Path

MAX_MESSAGE = 65_536
MEMORY = 77  # exit code of a worker whose Python, rather than the database, ran out of memory


def main(control: socket.socket) -> None:
    """Serve spawn and kill messages until the control socket closes."""
    from kg.serve import worker

    _ = worker  # imported before the first fork, so that every worker starts with it
    workers: dict[int, int] = {}  # process id to worker number
    wake_read, wake_write = socket.socketpair()
    wake_read.setblocking(False)
    wake_write.setblocking(False)
    signal.set_wakeup_fd(wake_write.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake_read, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if wake_read in ready:
                wake_read.recv(4096)
                reap(control, workers)
            if control in ready and not obey(control, workers, (wake_read, wake_write)):
                break
    for process in workers:
        os.kill(process, signal.SIGKILL)


def serve(descriptor: str) -> None:
    """``main`` on the inherited file descriptor of that number."""
    main(socket.socket(fileno=int(descriptor)))


def obey(control: socket.socket, workers: dict[int, int], private: tuple[socket.socket, ...]) -> bool:
    """Carry out one message; False when the socket has closed."""
    try:
        body, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE, 1)
    except ConnectionResetError:  # closed with words of ours unread
        return False
    if not body:
        return False
    message = json.loads(body)
    if message["op"] == "spawn":
        with socket.socket(fileno=descriptors[0]) as connection:
            process = os.fork()
            if not process:
                become_worker(connection, message, (control, *private))
            workers[process] = message["worker"]
    else:
        for process, number in workers.items():
            if number == message["worker"]:
                os.kill(process, signal.SIGKILL)
    return True


def reap(control: socket.socket, workers: dict[int, int]) -> None:
    """Collect ended workers and report each with the signal (or exit code, positive) it ended by."""
    while workers:
        process, status = os.waitpid(-1, os.WNOHANG)
        if not process:
            return
        code = os.waitstatus_to_exitcode(status)
        message = {"worker": workers.pop(process), "code": code}
        try:
            control.send(json.dumps(message).encode())
        except (BrokenPipeError, ConnectionResetError):
            return  # the main loop sees the closed socket next


def become_worker(connection: socket.socket, message: dict[str, object], private: tuple[socket.socket, ...]) -> None:
    """In the child: leave everything of the supervisor's behind, serve, and exit without returning."""
    code = 1
    try:
        from kg.serve import worker

        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for other in private:
            other.close()
        worker.main(connection, Path(str(message["release"])), headroom=int(str(message["headroom"])))
        code = 0
    except MemoryError:
        code = MEMORY
    except (BrokenPipeError, ConnectionResetError):
        code = 0  # the pool has gone; nobody is left to tell
    finally:
        os._exit(code)
