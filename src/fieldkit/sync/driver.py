"""Drives a round over the line: one at a time for a notebook, with progress and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.keys.signing import SigningKey
from fieldkit.sync import troubles
from fieldkit.sync.engine import Outcome, Progress, Round
from fieldkit.sync.line import Ask, Line
from fieldkit.sync.port import Enrolment, Store
from fieldkit.wire.enrolment import code_id, code_proof
from fieldkit.wire.messages import PUSH_ITEMS, Enrol, EnrolReply, Proofs, Prove
from fieldkit.wire.receipts import BadReceipt, Proof, check_proof

_running: set[str] = set()
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
    sealing = parcel_key(key).public.raw
    proof = code_proof(parsed.secret, key.public.raw, sealing)
    said = Enrol(
        code=code_id(parsed.secret), public_key=key.public.raw, proof=proof, sealing=sealing, app=app
    )
    with Line(server, key, clock, tries) as line:
        reply = line.first_call(Ask("POST", "/v1/enrol", EnrolReply, said), parsed.fingerprint)
        address = line.server
    certificate = DeviceCertificate.of(reply.certificate)
    if certificate.faults(CouncilKeys.of(reply.keys), reply.now_ms) or certificate.key != key.public:
        raise troubles.Altered()
    if certificate.sealing not in (b"", sealing):
        # A parcel sealed to a key that is not ours could be read by whoever holds it.
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
    enrolment = _enrolment(store)
    keys = CouncilKeys.of(enrolment.keys)
    own = DeviceCertificate.of(enrolment.certificate)
    sealing = b"" if own.sealing else parcel_key(key).public.raw
    work = Round(store, keys, clock, app, progress, disk_free=disk_free, sealing=sealing)
    with _alone(key), Line(enrolment.server, key, clock, tries) as line:
        _run(work, line, stop)
    return work.outcome


def prove(
    store: Store, key: SigningKey, ids: Sequence[str], *, clock: Callable[[], int], tries: int = 3
) -> dict[str, Proof]:
    """The checked proofs that revisions, also those of others, are in the council's log.

    Revisions that the council does not hold, or that the officer may not see, are left out. Raises `Trouble`.
    """
    enrolment = _enrolment(store)
    keys = CouncilKeys.of(enrolment.keys)
    found: dict[str, Proof] = {}
    with Line(enrolment.server, key, clock, tries) as line:
        for start in range(0, len(ids), PUSH_ITEMS):
            said = Prove(ids=tuple(ids[start : start + PUSH_ITEMS]))
            found |= dict(line.call(Ask("POST", "/v1/prove", Proofs, said), keys).proofs)
    try:
        for revision, proof in found.items():
            check_proof(proof, revision, keys.receipt.raw)
    except (BadReceipt, ValueError) as fault:
        raise troubles.Altered() from fault
    return found


def _enrolment(store: Store) -> Enrolment:
    enrolment = store.enrolment()
    if enrolment is None:
        raise troubles.NotEnrolled()
    return enrolment


@contextmanager
def _alone(key: SigningKey) -> Iterator[None]:
    """One round at a time for a notebook, known by its signing key."""
    with _guard:
        if key.id in _running:
            raise Trouble("This notebook is being sent already.", "Wait until it is done.")
        _running.add(key.id)
    try:
        yield
    finally:
        _running.discard(key.id)


def _run(work: Round, line: Line, stop: Callable[[], bool]) -> None:
    work.begin = lambda ask: line.begin(ask, work.keys)
    steps = work.steps()
    try:
        ask = next(steps)
        while True:
            if stop():
                raise troubles.Stopped()
            try:
                answer = line.call(ask, work.keys)
            except troubles.Refused as fault:
                ask = steps.throw(fault)
            else:
                ask = steps.send(answer)
    except StopIteration:
        return
