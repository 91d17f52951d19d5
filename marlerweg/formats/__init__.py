"""Bodies and exchange formats of the town: mandate, decision right, owner, rhythm, seats.

Five words: body, mandate, decision right, rhythm, seat.
"""
