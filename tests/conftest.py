"""What holds for every test: no screen, bus, home or setting of the person who runs them is touched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SUPPRESSED = (HealthCheck.too_slow,)
settings.register_profile("here", deadline=None, print_blob=True, suppress_health_check=_SUPPRESSED)
# In CI the same examples every time, so that a red run is the change's doing.
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}
_SCREEN = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Gives the whole run a home of its own and, except on the private screen of dev.py, no screen or bus."""
    # Set by packaging/virtual_screen.py alone; its display and bus are the run's own.
    private_screen = "FIELDKIT_PRIVATE_SCREEN" in os.environ
    config.stash[_SCREEN] = private_screen
    surroundings = pytest.MonkeyPatch()
    config.add_cleanup(surroundings.undo)
    for name in [name for name in os.environ if name.startswith("FIELDKIT_")]:
        surroundings.delenv(name)
    if not private_screen:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            surroundings.delenv(name, raising=False)
        surroundings.setenv("QT_QPA_PLATFORM", "offscreen")
    home = tempfile.TemporaryDirectory(prefix="fieldkit-home-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name, folder in _HOMES.items():
        place = Path(home.name, folder)
        place.mkdir(mode=0o700, exist_ok=True)
        surroundings.setenv(name, str(place))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Counts the screen tests as skipped where there is no private screen to run them on."""
    if config.stash[_SCREEN]:
        return
    folder = Path(__file__).parent / "screen"
    no_screen = pytest.mark.skip(reason="no private screen: run `python3 packaging/dev.py test screen`")
    for item in items:
        if folder in item.path.parents:
            item.add_marker(no_screen)
