"""The public directory: what is offered, for whom, in which languages and when; found by search, open by standard.

Five words: offer, text, schedule, place, search.
"""
