"""Every deed of this room: invitations, roles, people, sessions."""

from marlerweg.accounts.actions.invitations import (
    Issued,
    NotOpen,
    accept_invitation,
    invite,
    invite_administrator,
    join_by_invitation,
    withdraw_invitation,
)
from marlerweg.accounts.actions.people import (
    change_own,
    deactivate,
    erase_person,
    forget_people,
    reactivate,
    record_export_of_people,
)
from marlerweg.accounts.actions.roles import assign_role, end_role, set_deputy
from marlerweg.accounts.actions.sessions import end_other_sessions, end_session, end_sessions_of

__all__ = [
    "Issued",
    "NotOpen",
    "accept_invitation",
    "assign_role",
    "change_own",
    "deactivate",
    "end_other_sessions",
    "end_role",
    "end_session",
    "end_sessions_of",
    "erase_person",
    "forget_people",
    "invite",
    "invite_administrator",
    "join_by_invitation",
    "reactivate",
    "record_export_of_people",
    "set_deputy",
    "withdraw_invitation",
]
