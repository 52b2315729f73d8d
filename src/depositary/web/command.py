"""`serve`: the workbench on an address of this machine."""

from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path

import click

from depositary.model.errors import BadArgument, MissingExtra

PORT = 8420


@click.command(short_help="See, read and decide in a browser.")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another than this machine alone demands --token.")
@click.option("--token", envvar="DEPOSITARY_TOKEN", help="What a browser must give first; 16 characters or more.")
def serve(dossier: Path, port: int, host: str, token: str | None) -> None:
    """Serve DOSSIER as a workbench until interrupted: its system, documents, conflicts, and what waits for a decision.

    Only this machine can reach it, unless --host names another address, which demands --token.
    """
    try:
        import uvicorn

        from depositary.web.app import application
    except ImportError as error:
        what = "the workbench needs the packages starlette and uvicorn, which are not installed"
        raise MissingExtra(what, "Install them: pip install 'depositary[web]'") from error
    guarded(host, token)
    made = application(dossier, host=host, token=token)
    listening = bound(host, port)
    click.echo(f"{dossier.name}: {address(host, listening.getsockname()[1])}\nstop with Ctrl-C")
    # A page is made in a few milliseconds; what is counted beside gives way to it after a fifth of one and not, as usual, after
    # five: a page asks for its turn again after every row that it reads.
    sys.setswitchinterval(0.0002)
    config = uvicorn.Config(
        made, log_level="warning", access_log=False, server_header=False, proxy_headers=False, limit_concurrency=200,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guarded(host: str, token: str | None) -> None:
    """Raises BadArgument where others could reach it without a token, or with one that is soon guessed."""
    if not is_loopback(host) and not token:
        raise BadArgument(f"{host} can be reached from other machines", "Give --token, or leave --host out")
    if token is not None and len(token) < 16:
        raise BadArgument("the token is too short", "Give 16 characters or more, made by chance")


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises BadArgument where the port is taken or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Told to be TCP, which it is anyway: asyncio sends at once on such sockets only, and a page else waits 40 ms for its end.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)  # before the address is told: who comes at once waits and is not refused
    except OSError as error:
        made.close()
        what = f"{host} port {port} cannot be used ({error.strerror})"
        raise BadArgument(what, "Give another --port, or 0 for a free one") from error
    return made


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
