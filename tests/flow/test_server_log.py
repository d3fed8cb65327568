"""What the server writes of its calls, and that a laptop says nothing of the tries that it makes again."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest
import uuid_utils

from fieldkit.council.opening import Plan, make_council
from fieldkit.keys.signing import SigningKey
from fieldkit.sync import troubles
from fieldkit.sync.line import Ask, Line
from fieldkit.wire.messages import HelloReply

PASSPHRASE = "granite teacup lantern willow biscuit"
RUN = "from fieldkit.council.cli import main; raise SystemExit(main())"


def test_a_call_is_one_line_of_the_log(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "council", "Fenland", tmp_path / "root.key")
    make_council(plan, PASSPHRASE, PASSPHRASE, lambda: str(uuid_utils.uuid7()), 1_790_000_000_000)
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    given = ["--council", str(tmp_path / "council"), "--passphrase-file", str(tmp_path / "passphrase")]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--port", "0", *given],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout:
            address = process.stdout.readline().strip()
            httpx2.post(f"{address}/v1/hello", content=b"Corin Halloway")
        process.terminate()
        process.wait(10)
    written = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert len(written) == 1
    assert "POST /v1/hello device" in written[0]
    assert "Halloway" not in written[0]


def test_a_server_that_is_away_is_tried_again_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    with (
        Line("http://127.0.0.1:9", SigningKey.generate(), lambda: time.time_ns() // 1_000_000, 2) as line,
        pytest.raises(troubles.Away),
    ):
        line.first_call(Ask("POST", "/v1/hello", HelloReply), b"0" * 10)
    assert caplog.records == []
