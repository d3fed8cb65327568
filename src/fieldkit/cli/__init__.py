"""A person at a shell: every verb that the window has, in words, with `--json` and exit codes."""
