"""What happened in the directory, for whoever above or beside must react; sent after commit."""

from django.dispatch import Signal

# `ids`: the offers whose words, times, places or state are no longer what they were.
offer_changed = Signal()
