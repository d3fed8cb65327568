"""The line to the council: signed calls over HTTPS, their answers checked, and what fails said in words."""

from __future__ import annotations

import secrets
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import httpx2
import msgspec
import stamina
import truststore

from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.signing import SigningKey
from fieldkit.sync import troubles
from fieldkit.wire import bodies
from fieldkit.wire.messages import Garbled, HelloReply, Refusal, decode, encode
from fieldkit.wire.requests import Answered, Asked, BadSignature, check_answer, key_named, sign_request

T = TypeVar("T")
#: The keys to check an answer by: of its status and body, and of the key it says it is signed by.
KeysFor = Callable[[int, bytes, str], CouncilKeys]
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Trying again is everyday in the field; stamina would write each try on standard error, between our words.
stamina.instrumentation.set_on_retry_hooks([])


@dataclass(frozen=True, slots=True)
class Ask(Generic[T]):
    """One call to make: a message or bytes to send, and what the answer is to be (`bytes` for a file's)."""

    method: str
    target: str
    sort: type[T]
    said: msgspec.Struct | bytes = b""


@dataclass
class Line:
    """An open line to one server. Close it, or use it in a `with` statement.

    `clock` gives UTC milliseconds. A clock that is wrong is put right for signing by the server's time; the
    difference is in `offset_ms`. `tries` is how often a broken connection is tried again.
    """

    server: str
    key: SigningKey
    clock: Callable[[], int]
    tries: int = 3
    offset_ms: int = 0
    _client: httpx2.Client = field(init=False)
    _ahead: ThreadPoolExecutor = field(init=False)
    _begun: tuple[Ask[Any], Future[Any]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Raises `Trouble` for an address without encryption, unless it is this computer's own."""
        address = urlsplit(self.server if "://" in self.server else f"https://{self.server}")
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in _LOOPBACK):
            raise troubles.Plain()
        self.server = f"{address.scheme}://{address.netloc}"
        context: ssl.SSLContext | bool = False
        if address.scheme == "https":
            context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx2.Client(
            base_url=self.server, verify=context, timeout=httpx2.Timeout(30, connect=5), trust_env=False
        )
        self._ahead = ThreadPoolExecutor(1, "fieldkit-line")

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        # First the client, so that a call that nobody will ask for ends at once.
        self._client.close()
        self._ahead.shutdown()

    def begin(self, ask: Ask[Any], keys: CouncilKeys) -> None:
        """Make a call whose answer `call` is asked for later, by the very same `ask`, or never."""
        self._begun = (ask, self._ahead.submit(self._checked_call, ask, keys))

    def call(self, ask: Ask[T], keys: CouncilKeys) -> T:
        """The checked answer to a call. Raises `Trouble`.

        An answer to a greeting may carry newer keys of the same council, and is then signed by those.
        """
        begun, self._begun = self._begun, None
        if begun is not None and begun[0] is ask:
            found: T = begun[1].result()
            return found
        return self._checked_call(ask, keys)

    def _checked_call(self, ask: Ask[T], keys: CouncilKeys) -> T:
        def keys_in(status: int, body: bytes, signer: str) -> CouncilKeys:
            if signer == keys.receipt.id:
                return keys
            return _succeeding(keys, ask.sort if status == 200 else Refusal, body)

        return self._call(ask, keys_in)

    def first_call(self, ask: Ask[T], fingerprint: bytes) -> T:
        """The checked answer of a server known only by its root's fingerprint, as a code carries it."""

        def keys_in(status: int, body: bytes, _signer: str) -> CouncilKeys:
            sort: Any = ask.sort if status == 200 else Refusal
            try:
                keys = CouncilKeys.of(decode(body, sort).keys)
            except (Garbled, Trouble) as fault:
                raise troubles.Rubbish() from fault
            if not keys.matches(fingerprint):
                raise troubles.WrongCouncil()
            return keys

        return self._call(ask, keys_in)

    def _call(self, ask: Ask[T], keys_for: KeysFor) -> T:
        for last in (False, True):
            status, body = self._exchange(ask, keys_for)
            if status == 200:
                break
            refusal = _read(body, Refusal)
            if refusal.code != "clock" or last:
                raise troubles.Refused(refusal.code, refusal.say, refusal.do)
            self.offset_ms = refusal.now_ms - self.clock()
        return body if ask.sort is bytes else _read(body, ask.sort)  # type: ignore[return-value]

    def _exchange(self, ask: Ask[Any], keys_for: KeysFor) -> tuple[int, bytes]:
        body, encoding = (ask.said, "") if isinstance(ask.said, bytes) else bodies.pack(encode(ask.said))
        try:
            for attempt in stamina.retry_context(
                on=httpx2.TransportError, attempts=self.tries, timeout=60, wait_initial=0.1, wait_max=2
            ):
                with attempt:
                    asked = self._signed(ask, body, encoding)
                    status, headers, sent = self._send(asked, body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as fault:
            raise (troubles.Distrusted() if _distrusted(fault) else troubles.Away()) from fault
        except httpx2.TransportError as fault:
            raise troubles.Cut() from fault
        return status, self._checked(asked, status, headers, sent, keys_for)

    def _signed(self, ask: Ask[Any], body: bytes, encoding: str) -> Asked:
        headers = {"Content-Type": bodies.CONTENT_TYPE, "Accept-Encoding": "zstd"}
        if encoding:
            headers["Content-Encoding"] = encoding
        asked = Asked(ask.method, ask.target, headers)
        now_ms = self.clock() + self.offset_ms
        sign_request(asked, body, self.key.id, self.key.sign, now_ms, secrets.token_urlsafe(16))
        return asked

    def _send(self, asked: Asked, body: bytes) -> tuple[int, dict[str, str], bytes]:
        with self._client.stream(asked.method, asked.target, content=body, headers=asked.headers) as response:
            sent = bytearray()
            for piece in response.iter_raw():
                sent += piece
                if len(sent) > bodies.LARGEST_OPENED:
                    raise troubles.Rubbish()
            return response.status_code, dict(response.headers), bytes(sent)

    def _checked(
        self,
        asked: Asked,
        status: int,
        headers: dict[str, str],
        sent: bytes,
        keys_for: KeysFor,
    ) -> bytes:
        signer = key_named(headers)
        if not signer:
            raise troubles.ServerFault() if status >= 500 else troubles.Rubbish()
        try:
            body = bodies.unpack(sent, headers.get("content-encoding", ""))
        except Garbled as fault:
            raise troubles.Altered() from fault
        receipt = keys_for(status, body, signer).receipt
        if signer != receipt.id:
            raise troubles.WrongServer()
        try:
            check_answer(Answered(status, asked, headers), sent, lambda _: receipt.raw)
        except BadSignature as fault:
            raise troubles.Altered() from fault
        return body


def _distrusted(fault: BaseException | None) -> bool:
    """Whether a certificate was not believed: of what went wrong, and of what that came from."""
    while fault is not None and not isinstance(fault, ssl.SSLCertVerificationError):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


def _succeeding(older: CouncilKeys, sort: Any, body: bytes) -> CouncilKeys:
    """The newer keys that an answer carries, if it does and the root of the older ones signed them."""
    if sort not in (HelloReply, Refusal):
        return older
    try:
        newer = CouncilKeys.of(decode(body, sort).keys)
    except (Garbled, Trouble):
        return older
    return newer if newer.succeeds(older) else older


def _read(body: bytes, sort: type[T]) -> T:
    try:
        return decode(body, sort)
    except Garbled as fault:
        raise troubles.Rubbish() from fault
