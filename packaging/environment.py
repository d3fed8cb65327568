"""Makes `.venv` and installs the locked dependencies and FieldKit into it; writes the lock."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / "fieldkit-set-up"
_PIP = ("-I", "-m", "pip", "--disable-pip-version-check", "--no-input")


def program(name: str) -> Path:
    """The path of a program in the environment, whether or not it is there."""
    return VENV / "Scripts" / f"{name}.exe" if sys.platform == "win32" else VENV / "bin" / name


def ready_environment() -> Path:
    """The environment's Python, after installing whatever is not there yet; at once when nothing changed.

    Raises `machine.SetUpStopped` when the environment cannot be made or filled.
    """
    if program("python").exists() and STAMP.exists() and STAMP.read_text("ascii") == _stamp():
        return program("python")
    _ready_venv()
    STAMP.unlink(missing_ok=True)
    pinned = len(re.findall(r"^[\w.-]+==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    print(f"Installing {pinned} locked packages into .venv (a minute or more the first time)", flush=True)
    # The lock names every package, so pip need not resolve; wheels only, so no compiler is needed.
    _pip("install", "-qq", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    _pip("install", "-qq", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _pip("check")
    STAMP.write_text(_stamp(), encoding="ascii")
    return program("python")


def lock(*, upgrade: bool) -> int:
    """Writes the universal lock from pyproject.toml: every platform, with hashes, naming no index."""
    _ready_venv()
    if not program("uv").exists():
        _pip("install", "-qq", "uv")
    command = [str(program("uv")), "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"]
    # A council's network may end TLS at a proxy whose certificate the system knows.
    command += ["--system-certs"]
    command += ["--generate-hashes", "--only-binary", ":all:", "--no-annotate", "--no-emit-index-url"]
    command += ["--no-emit-find-links", "--extra", "council", "--extra", "dev"]
    command += ["--custom-compile-command", "python3 packaging/dev.py lock"]
    command += ["--upgrade"] if upgrade else []
    command += ["--output-file", "packaging/requirements.lock", "pyproject.toml"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _ready_venv() -> None:
    if _whole():
        return
    machine.ready_venv_module()
    print("Making .venv", flush=True)
    _do([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _whole() -> bool:
    """Whether .venv starts and was made here: the programs of one that was moved name its old place."""
    settings = VENV / "pyvenv.cfg"
    if not program("python").exists() or not settings.exists():
        return False
    if str(VENV) not in settings.read_text(encoding="utf-8"):
        return False
    command = [str(program("python")), "-I", "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _stamp() -> str:
    """Changes whenever the lock, the project's own settings, the Python or the place of the clone does."""
    parts = [LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"]
    return hashlib.sha256(
        b"\0".join([str(ROOT).encode(), *(part.read_bytes() for part in parts)])
    ).hexdigest()


def _pip(*arguments: str) -> None:
    _do([str(program("python")), *_PIP, *arguments])


def _do(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise machine.SetUpStopped(f"Set-up stopped: this failed, see above.\n  {' '.join(command)}")
