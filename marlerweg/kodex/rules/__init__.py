"""Decisions and calculations of the Kodex on plain values."""
