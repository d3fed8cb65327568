"""The figures of the design, each measured beside a baseline in the same run (machines differ).

A group is a module here named in `bench.__main__.GROUPS`; its `FIGURES` are the rows it adds. A row is one
`Figure`: a context manager that prepares a folder (outside the measurement) and yields the `Pair` to take.
"""
