"""Decisions and calculations of the directory on plain values."""
