"""The search index of the directory: a cache of the database in a folder, never a source.

Five words: document (one text of one offer), facet (what filters narrow by), stamp (which state of an offer the index
knows), state (what the database says of itself in one row), step (bringing the one in line with the other).
"""
