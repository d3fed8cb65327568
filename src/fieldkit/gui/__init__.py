"""The desktop: a window onto the casebook that knows nothing of how anything is stored."""

from fieldkit.gui.keep_none import keep_none

keep_none()
