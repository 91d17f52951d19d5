"""Every write on a directory that comes in from a page."""

from marlerweg.api.actions.asking import (
    Asked,
    answer_likenesses,
    ask,
    drop,
    order,
    record_export,
    stop,
    try_again,
)
from marlerweg.api.actions.carrying_out import carry_out
from marlerweg.api.actions.forgetting import forget, outworn, too_old

__all__ = [
    "Asked",
    "answer_likenesses",
    "ask",
    "carry_out",
    "drop",
    "forget",
    "order",
    "outworn",
    "record_export",
    "stop",
    "too_old",
    "try_again",
]
