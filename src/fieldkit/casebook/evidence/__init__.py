"""Statements, exhibits, custody, disclosure."""
