"""Every write of the Kodex, split by noun."""

from marlerweg.kodex.actions.place import KodexFacts, settle_kodex

__all__ = ["KodexFacts", "settle_kodex"]
