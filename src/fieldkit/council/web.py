"""The council server as a web application."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from fieldkit.council.calls import add_calls
from fieldkit.council.door import Clock, Door
from fieldkit.council.office import Office
from fieldkit.council.replays import Replays


def council_app(office: Office, clock: Clock) -> FastAPI:
    """The council server as an ASGI application."""
    app = FastAPI(title="FieldKit council server", docs_url=None, redoc_url=None, openapi_url=None)
    add_calls(app, Door(office, clock, Replays(office.database)))

    @app.exception_handler(ClientDisconnect)
    async def gone(_request: Request, _fault: Exception) -> Response:
        return Response(status_code=400)

    return app
