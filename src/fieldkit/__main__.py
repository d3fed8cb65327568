"""Runs FieldKit as `python -m fieldkit`."""

from fieldkit.app import main

if __name__ == "__main__":
    raise SystemExit(main())
