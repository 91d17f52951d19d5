"""Decisions and calculations about bodies on plain values."""
