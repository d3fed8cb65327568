"""Drives a round over the line: one at a time for a notebook, with progress and a way to stop."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.signing import SigningKey
from fieldkit.sync import troubles
from fieldkit.sync.engine import Outcome, Progress, Round
from fieldkit.sync.line import Ask, Line
from fieldkit.sync.port import Enrolment, Store
from fieldkit.wire.enrolment import code_id, code_proof
from fieldkit.wire.messages import Enrol, EnrolReply

_running: weakref.WeakKeyDictionary[Store, threading.Lock] = weakref.WeakKeyDictionary()
_guard = threading.Lock()


def enrol(
    store: Store,
    key: SigningKey,
    server: str,
    code: str,
    *,
    clock: Callable[[], int],
    app: str = "",
    tries: int = 3,
) -> DeviceCertificate:
    """Joins the council at `server` with a one-time code, and keeps its keys and our certificate.

    The server is believed only if its root's fingerprint is the code's. Raises `Trouble`.
    """
    parsed = EnrolmentCode.parse(code)
    proof = code_proof(parsed.secret, key.public.raw)
    said = Enrol(code=code_id(parsed.secret), public_key=key.public.raw, proof=proof, app=app)
    with Line(server, key, clock, tries) as line:
        reply = line.first_call(Ask("POST", "/v1/enrol", EnrolReply, said), parsed.fingerprint)
        address = line.server
    certificate = DeviceCertificate.of(reply.certificate)
    if certificate.faults(CouncilKeys.of(reply.keys), reply.now_ms) or certificate.key != key.public:
        raise troubles.Altered()
    store.save_enrolment(
        Enrolment(
            server=address,
            keys=reply.keys,
            certificate=reply.certificate,
            register_home=reply.register_home,
        ),
        reply.policy,
    )
    return certificate


def sync_once(
    store: Store,
    key: SigningKey,
    *,
    clock: Callable[[], int],
    app: str = "",
    disk_free: int = 0,
    progress: Progress = lambda _step, _done, _total: None,
    stop: Callable[[], bool] = lambda: False,
    tries: int = 3,
) -> Outcome:
    """One whole round: greet, send, receive, files, health.

    `progress(step, done, total)` is told as it goes; `stop()` is asked before each call. Raises `Trouble`;
    whatever was done before stays done.
    """
    enrolment = store.enrolment()
    if enrolment is None:
        raise troubles.NotEnrolled()
    with _guard:
        lock = _running.setdefault(store, threading.Lock())
    if not lock.acquire(blocking=False):
        raise Trouble("This notebook is being sent already.", "Wait until it is done.")
    try:
        keys = CouncilKeys.of(enrolment.keys)
        work = Round(store, keys, clock, app, progress, disk_free=disk_free)
        with Line(enrolment.server, key, clock, tries) as line:
            _run(work, line, keys, stop)
        return work.outcome
    finally:
        lock.release()


def _run(work: Round, line: Line, keys: CouncilKeys, stop: Callable[[], bool]) -> None:
    steps = work.steps()
    try:
        ask = next(steps)
        while True:
            if stop():
                raise troubles.Stopped()
            try:
                answer = line.call(ask, keys)
            except troubles.Refused as fault:
                ask = steps.throw(fault)
            else:
                ask = steps.send(answer)
    except StopIteration:
        return
