"""What has been said: signed revisions, their chains, and the fold to a current state.

Standard library only.
"""
