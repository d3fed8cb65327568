"""The desktop: a window onto the casebook that knows nothing of how anything is stored."""

from fieldkit.gui.constants import keep_constants

keep_constants()
