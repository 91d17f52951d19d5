"""What the Way tells the rooms above, as past events, after commit."""

from django.dispatch import Signal

need_decided = Signal()  # need, decision
measure_changed = Signal()  # measure, entry
answer_sent = Signal()  # answer
