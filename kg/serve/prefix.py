"""Being below a prefix, whether the proxy takes it off or not: the path of the base, or of ``--root-path``, is ours."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """ASGI middleware; ``path`` gives the path of the base of the IRIs, without a slash at its end."""

    def __init__(self, app: ASGIApp, *, path: Callable[[], str]) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = below(scope, self.path())
        await self.app(scope, receive, send)


def below(scope: Scope, base: str) -> Scope:
    """The scope with the prefix in its path taken for the root path; as it is where there is none.

    The server has put the root path it was told before the path it received, whether or not that had it already.
    """
    root = str(scope.get("root_path", "")).rstrip("/")
    received = str(scope["path"]).removeprefix(root)
    prefix = root or base
    if not prefix or not (received == prefix or received.startswith(f"{prefix}/")):
        return scope
    # the front page may be asked for without its slash
    return {**scope, "root_path": prefix, "path": received if received != prefix else f"{prefix}/"}
