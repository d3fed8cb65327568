"""Bundles and packs, planned, made and proved."""
