"""Decisions and calculations of the network on plain values."""
