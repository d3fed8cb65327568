"""The calls of the protocol (sync.md §2.3) as routes: each decodes its message and asks the office."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response

from fieldkit.council import enrolling, refusal
from fieldkit.council.door import Door
from fieldkit.council.store.feeds import Whole
from fieldkit.council.store.people import Device
from fieldkit.wire.messages import (
    PUSH_ITEMS,
    Enrol,
    Health,
    Hello,
    Message,
    Prove,
    Push,
    Return,
    Upload,
    UploadStart,
    decode,
)

_LARGEST_HEALTH = 4096


def add_calls(app: FastAPI, door: Door) -> None:
    """Adds every call to the application."""
    _add_rounds(app, door)
    _add_files(app, door)

    @app.get("/v1/alive")
    def alive() -> Response:
        return Response(b"FieldKit council server\n", media_type="text/plain")


def _add_rounds(app: FastAPI, door: Door) -> None:
    office = door.office

    @app.post("/v1/enrol")
    async def enrol(request: Request) -> Response:
        return await door.answer_stranger(
            request, Enrol, lambda said, now: enrolling.enrol(office, said, _source(request), now)
        )

    @app.post("/v1/return")
    async def take_back(request: Request) -> Response:
        return await door.answer_stranger(
            request, Return, lambda said, now: enrolling.take_back(office, said, now)
        )

    @app.post("/v1/hello")
    async def hello(request: Request) -> Response:
        return await door.answer(request, lambda who, body, now: office.hello(who, decode(body, Hello), now))

    @app.post("/v1/push")
    async def push(request: Request) -> Response:
        return await door.answer(request, lambda who, body, now: office.push(who, _push(body), now))

    @app.get("/v1/pull")
    async def pull(request: Request) -> Response:
        home = request.query_params.get("home", "")
        after, limit = _number(request, "after", 0), _number(request, "limit", PUSH_ITEMS)
        whole = Whole(request.query_params.get("chain", ""), _number(request, "seq", 0))
        return await door.answer(request, lambda who, _, __: office.pull(who, home, after, limit, whole))

    @app.get("/v1/chain")
    async def chain(request: Request) -> Response:
        name = request.query_params.get("chain", "")
        after, limit = _number(request, "after", 0), _number(request, "limit", PUSH_ITEMS)
        return await door.answer(request, lambda who, _, __: office.chain(who, name, after, limit))

    @app.post("/v1/prove")
    async def prove(request: Request) -> Response:
        return await door.answer(
            request, lambda who, body, now: office.prove(who, decode(body, Prove).ids, now)
        )

    @app.post("/v1/health")
    async def health(request: Request) -> Response:
        def keep(who: Device, body: bytes, now: int) -> Message:
            if len(body) > _LARGEST_HEALTH:
                raise refusal.garbled()
            office.health(who, decode(body, Health), now)
            return Health()

        return await door.answer(request, keep)


def _add_files(app: FastAPI, door: Door) -> None:
    office = door.office

    @app.post("/v1/blobs")
    async def begin(request: Request) -> Response:
        return await door.answer(
            request, lambda who, body, now: office.begin_upload(who, decode(body, UploadStart), now)
        )

    @app.patch("/v1/uploads/{upload}")
    async def go_on(upload: str, request: Request) -> Response:
        # The offset is in the signed query; the header of the same name is there for proxies and people.
        offset = _number(request, "offset", -1)

        def add(who: Device, chunk: bytes, now: int) -> Upload:
            return office.go_on(who, upload, offset, chunk, now)

        return await door.answer(request, add)

    @app.head("/v1/blobs/{sha256}")
    async def held(sha256: str, request: Request) -> Response:
        return await door.answer(request, lambda who, _, __: Upload(offset=office.held(who, sha256)))

    @app.get("/v1/blobs/{sha256}")
    async def read(sha256: str, request: Request) -> Response:
        start, length = _number(request, "start", 0), _number(request, "length", 1 << 20)
        if not 0 < length <= 1 << 22:
            length = 1 << 20
        return await door.answer(request, lambda who, _, __: office.read_file(who, sha256, start, length))


def _source(request: Request) -> str:
    """Where the call comes from; behind a proxy on this computer uvicorn puts the laptop's address there."""
    return request.client.host if request.client is not None else ""


def _push(body: bytes) -> Push:
    said = decode(body, Push)
    if len(said.items) > PUSH_ITEMS:
        raise refusal.Refused(
            413, "too-many", "Too many revisions were sent at once.", "Send and receive again."
        )
    return said


def _number(request: Request, name: str, otherwise: int) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else otherwise
