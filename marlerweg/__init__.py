"""Marler Weg: free software with which a town shapes immigration together. The map of the house stands in README.md."""
