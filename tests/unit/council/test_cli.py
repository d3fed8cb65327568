"""The council server's shell: from init to check, with its exit codes and plain words."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldkit.council import cli
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.council import CouncilKeys

PASSPHRASE = "granite teacup lantern willow biscuit"
REGISTER = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name)\r\n"
    "999001,999,Fenmarch,4001,Larkspur Academy,Academy\r\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council server made once, because each passphrase costs a second on purpose."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    words = ["init", "--name", "Fenland", "--council", str(folder / "council")]
    files = ["--root-file", str(folder / "root.key"), "--root-passphrase-file", str(folder / "passphrase")]
    with pytest.MonkeyPatch.context() as patch:
        given = ["--passphrase-file", str(folder / "passphrase")]
        patch.setattr(sys, "argv", ["fieldkit-council", *words, *files, *given])
        assert cli.main() == 0
    return folder


@pytest.fixture
def shell(tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("FIELDKIT_COUNCIL", str(tmp_path / "council"))
    monkeypatch.setenv("FIELDKIT_COUNCIL_PASSPHRASE_FILE", str(tmp_path / "passphrase"))

    def run(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["fieldkit-council", *words])
        return cli.main()

    return run


def test_a_council_is_made_and_looked_after(
    shell: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = CouncilKeys.of((tmp_path / "council" / "council-keys.json").read_bytes())
    assert keys.name == "Fenland"
    assert shell("officer", "add", "Ann Example", "--role", "CME", "--team", "North", "--json") == 0
    officer = json.loads(capsys.readouterr().out)["officer"]
    assert shell("enrol", officer, "--json") == 0
    code = EnrolmentCode.parse(json.loads(capsys.readouterr().out)["code"])
    assert keys.matches(code.fingerprint)
    assert shell("officer", "list") == 0
    assert f"{officer}  Ann Example  CME  North" in capsys.readouterr().out
    assert shell("health", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    (tmp_path / "schools.csv").write_text(REGISTER, encoding="utf-8")
    assert shell("publish", str(tmp_path / "schools.csv"), "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["schools"], done["left_out"], done["again"]) == (1, 0, False)
    assert shell("quarantine", "list") == 0
    assert capsys.readouterr().out == "Nothing is set apart.\n"
    assert shell("publish", str(tmp_path / "schools.csv")) == 0
    assert "published last" in capsys.readouterr().out
    assert shell("check") == 0
    assert shell("policy", "--lease-hours", "96") == 0
    assert capsys.readouterr().out.endswith("Lease 96 hours, locked after 5 idle minutes at the latest.\n")
    assert shell("policy", "--lock-minutes", "2", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"lease_hours": 96, "lock_minutes": 2}
    assert shell("policy", "--lease-hours", "1") == 2


def test_what_cannot_be_done_is_one_line_and_exit_code_1(
    shell: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, said in (
        (("init", "--name", "Fenland", "--root-file", str(tmp_path / "root.key")), "already a file"),
        (("allocate", "home", "--team", "North"), "no such case"),
        (("allocate", "home"), "either --officer or --team"),
        (("serve", "--host", "192.0.2.1", "--port", "0"), "Plain HTTP is served to this computer alone"),
        (("check", "--council", str(tmp_path / "elsewhere")), "There is no council server in"),
    ):
        more = ("--root-passphrase-file", str(tmp_path / "passphrase")) if words[0] == "init" else ()
        assert shell(*words, *more) == 1
        found = capsys.readouterr()
        assert said in found.err
        assert found.err.count("\n") == 1
        assert found.out == ""
    (tmp_path / "passphrase").write_text("granite teacup lantern willow pebbles", encoding="utf-8")
    assert shell("check") == 1
    assert "Enter the passphrase again" in capsys.readouterr().err


def test_keys_are_renewed_and_a_backup_put_back_from_the_shell(
    shell: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "council" / "council-keys.json"
    older = CouncilKeys.of(file.read_bytes())
    words = ["renew", "--root-passphrase-file", str(tmp_path / "passphrase"), "--root-file"]
    assert shell(*words, str(tmp_path / "root.key")) == 0
    newer = CouncilKeys.of(file.read_bytes())
    assert newer.succeeds(older)
    assert newer.issuing != older.issuing
    assert shell("restored") == 0
    assert "Epoch 2 begins" in capsys.readouterr().out
    assert shell(*words, str(tmp_path / "nothing.key")) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_2(shell: Callable[..., int]) -> None:
    assert shell("allocate", "--sideways") == 2


def test_no_name_lies_in_clear_in_the_servers_folder(shell: Callable[..., int], tmp_path: Path) -> None:
    assert shell("officer", "add", "Zebedee Quartermaine", "--role", "MGR", "--team", "Marshland") == 0
    for path in (tmp_path / "council").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Quartermaine" not in content
        assert b"Marshland" not in content
