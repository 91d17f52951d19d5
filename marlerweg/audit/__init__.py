"""Who did or read what: an append-only, hash-chained record, written in the same transaction as the deed itself.

Five words: event, actor, action, chain, verify.
"""
