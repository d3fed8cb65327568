"""Serves the council over HTTPS, or over plain HTTP to this computer alone."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from fieldkit.council.door import Clock
from fieldkit.council.office import Office
from fieldkit.council.web import council_app
from fieldkit.errors import Trouble


@dataclass(frozen=True)
class Address:
    """Where to listen, and the certificate and key for HTTPS where there are any."""

    host: str = "127.0.0.1"
    port: int = 8414
    certificate: Path | None = None
    key: Path | None = None

    @property
    def secure(self) -> bool:
        """Whether HTTPS is spoken."""
        return self.certificate is not None and self.key is not None

    def check(self) -> None:
        """Raises `Trouble` for plain HTTP to other computers."""
        if not self.secure and not _loopback(self.host):
            raise Trouble(
                "Plain HTTP is served to this computer alone.",
                "Give --tls-certificate and --tls-key, or serve on 127.0.0.1 behind a proxy with HTTPS.",
            )


def serve(office: Office, address: Address, clock: Clock, ready: Callable[[str], None]) -> None:
    """Serves until interrupted; `ready` is told the address once it listens. Raises `Trouble`."""
    address.check()
    try:
        listening = listen(address.host, address.port)
    except OSError as fault:
        raise Trouble(
            f"Port {address.port} of {address.host} cannot be listened on.", "Choose another --port."
        ) from fault
    config = uvicorn.Config(
        council_app(office, clock),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
    )
    scheme = "https" if address.secure else "http"
    host = f"[{address.host}]" if ":" in address.host else address.host
    with listening:
        ready(f"{scheme}://{host}:{listening.getsockname()[1]}")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            return


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 for a free one. Raises `OSError`."""
    listening = socket.create_server((host, port), family=_family(host))
    # Else each answer waits 40 ms: Nagle's algorithm holds the body back until the head is acknowledged.
    # asyncio sets this only on sockets that were made with the protocol's number.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
