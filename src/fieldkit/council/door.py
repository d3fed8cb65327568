"""The door of the council server: signed calls over HTTP, each answered with a signed reply."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from fieldkit.council import refusal
from fieldkit.council.office import Office
from fieldkit.council.refusal import Refused
from fieldkit.council.replays import Replays
from fieldkit.council.store.people import Device
from fieldkit.wire import bodies
from fieldkit.wire.messages import Garbled, Refusal, decode, encode
from fieldkit.wire.requests import (
    Answered,
    Asked,
    BadSignature,
    WrongTime,
    check_request,
    key_named,
    sign_answer,
)

_log = logging.getLogger("fieldkit.council")

Clock = Callable[[], int]


@dataclass(frozen=True)
class Door:
    """Lets calls in: reads the body within its limit, checks who signed, and signs the answer."""

    office: Office
    clock: Clock
    replays: Replays

    async def answer(self, request: Request, verb: Callable[[Device, bytes, int], Any]) -> Response:
        """The signed answer to a call by an enrolled device: what `verb(device, body, now)` gives."""

        def call(asked: Asked, sent: bytes, now_ms: int) -> Any:
            device = self._device(asked, sent, now_ms)
            return verb(device, _opened(request, sent), now_ms)

        return await self._answer(request, call)

    async def answer_stranger(
        self, request: Request, sort: type[Any], verb: Callable[[Any, int], Any]
    ) -> Response:
        """The same for a device that has no certificate yet and shows its public key in the message."""

        def call(asked: Asked, sent: bytes, now_ms: int) -> Any:
            said = decode(_opened(request, sent), sort)
            try:
                check_request(asked, sent, lambda _: said.public_key, now_ms)
            except BadSignature as fault:
                raise _unsigned(fault) from fault
            return verb(said, now_ms)

        return await self._answer(request, call)

    async def _answer(self, request: Request, call: Callable[[Asked, bytes, int], Any]) -> Response:
        # A laptop may have no keys of the council yet, or older ones.
        keys = self.office.identity.keys.raw
        now_ms, wait_s = self.clock(), 0
        asked = _asked(request)
        try:
            sent = await _read(request)
            found = await run_in_threadpool(call, asked, sent, now_ms)
            status, body = 200, found if isinstance(found, bytes) else encode(found)
        except Garbled:
            status, body = _refused(refusal.garbled(), now_ms, keys)
        except Refused as fault:
            status, body = _refused(fault, now_ms, keys)
            wait_s = fault.wait_s
        _log.info(
            "%s %s device %s: %d", request.method, _route(request), key_named(asked.headers)[:12], status
        )
        answer = self._signed(asked, status, body, now_ms)
        if wait_s:
            answer.headers["Retry-After"] = str(wait_s)
        return answer

    def _device(self, asked: Asked, sent: bytes, now_ms: int) -> Device:
        found: list[Device] = []

        def find_key(key: str) -> bytes | None:
            device = self.office.sender(key)
            if device is None:
                return None
            found.append(device)
            return device.public

        try:
            signer = check_request(asked, sent, find_key, now_ms)
        except BadSignature as fault:
            if not found and not isinstance(fault, WrongTime):
                raise refusal.unknown_device() from fault
            raise _unsigned(fault) from fault
        if not self.replays.first(signer.key, signer.nonce, signer.created, now_ms):
            raise Refused(401, "replayed", "This request was sent before.", "Send and receive again.")
        return found[0]

    def _signed(self, asked: Asked, status: int, body: bytes, now_ms: int) -> Response:
        sent, encoding = bodies.pack(body)
        if asked.method == "HEAD":
            sent, encoding = b"", ""
        headers = {"Content-Encoding": encoding} if encoding else {}
        answered = Answered(status, asked, headers)
        key = self.office.identity.receipt
        try:
            sign_answer(answered, sent, key.id, key.sign, now_ms)
        except BadSignature:
            # A request that is not signed gets an answer that binds to nothing.
            return Response(status_code=400)
        return Response(sent, status, answered.headers, bodies.CONTENT_TYPE)


def _asked(request: Request) -> Asked:
    path = request.scope["raw_path"].decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Asked(request.method, f"{path}?{query}" if query else path, headers)


async def _read(request: Request) -> bytes:
    sent = bytearray()
    async for piece in request.stream():
        sent += piece
        if len(sent) > bodies.LARGEST_SENT:
            raise Refused(413, "too-large", "What was sent is too large.", "Send and receive again.")
    return bytes(sent)


def _opened(request: Request, sent: bytes) -> bytes:
    return bodies.unpack(sent, request.headers.get("content-encoding", ""))


def _refused(fault: Refused, now_ms: int, keys: bytes) -> tuple[int, bytes]:
    said = Refusal(code=fault.code, say=fault.say, do=fault.do, now_ms=now_ms, keys=keys)
    return fault.status, encode(said)


def _unsigned(fault: BadSignature) -> Refused:
    if isinstance(fault, WrongTime):
        return Refused(401, "clock", "This computer's clock is wrong.", "Set the clock, then send again.")
    return Refused(401, "signature", "The request was changed on its way.", "Send and receive again.")


def _route(request: Request) -> str:
    route = request.scope.get("route")
    return str(getattr(route, "path", "?"))
