"""The lanes: results on the window's thread, one thread a lane, trouble told from bugs."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from fieldkit.casebook.bugs import report
from fieldkit.errors import Trouble
from fieldkit.gui.jobs import Jobs, Lane, Progress


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_a_result_comes_back_on_the_windows_thread(qtbot, jobs: Jobs) -> None:
    seen: list[object] = []

    def keep(made: int) -> None:
        seen.append((made, threading.get_ident()))

    job = jobs.start(lambda _p: threading.get_ident(), keep)
    with qtbot.waitSignal(job.ended):
        pass
    worker, back = seen[0]
    assert worker != back == threading.get_ident()
    assert not jobs.busy()


def test_a_lane_is_one_thread_and_drafts_do_not_wait_for_it(qtbot, jobs: Jobs) -> None:
    gate = threading.Event()
    long = jobs.start(lambda _p: gate.wait(10))
    draft = jobs.start(lambda _p: "kept", lane=Lane.DRAFTS)
    with qtbot.waitSignal(draft.ended):
        pass
    assert jobs.busy()
    with qtbot.waitSignal(long.ended):
        gate.set()
    idents: set[int] = set()
    for _ in range(5):
        job = jobs.start(lambda _p: idents.add(threading.get_ident()))
        with qtbot.waitSignal(job.ended):
            pass
    assert len(idents) == 1


def test_trouble_goes_to_its_caller_or_to_the_banner(qtbot, jobs: Jobs) -> None:
    def fail(_progress: Progress) -> None:
        raise Trouble("The disk is full.", "Free some space.")

    seen: list[str] = []
    job = jobs.start(fail, trouble=lambda trouble: seen.append(trouble.say))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen == ["The disk is full."]
    with qtbot.waitSignal(jobs.troubled) as told:
        jobs.start(fail)
    assert told.args[0].do == "Free some space."


def test_a_bug_is_reported_without_what_was_typed(qtbot, jobs: Jobs) -> None:
    def fail(_progress: Progress) -> None:
        raise KeyError("Corin Halloway")

    with qtbot.waitSignal(jobs.broken) as broken:
        jobs.start(fail)
    words = report(broken.args[0])
    assert "KeyError" in words
    assert "test_jobs.py" in words
    assert "Corin" not in words


def test_progress_is_told_and_a_stop_is_obeyed(qtbot, jobs: Jobs) -> None:
    started = threading.Event()

    def long(progress: Progress) -> None:
        number = 0
        while True:
            number += 1
            progress.say(number, 0, "schools")
            started.set()

    job = jobs.start(long)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.stopped):
        job.stop()


def test_a_result_for_an_owner_that_is_gone_is_dropped(qtbot, jobs: Jobs) -> None:
    from shiboken6 import delete

    owner, gate, seen = QObject(), threading.Event(), []
    job = jobs.start(lambda _p: gate.wait(10), seen.append, owner=owner)
    delete(owner)
    with qtbot.waitSignal(job.ended):
        gate.set()
    assert seen == []
