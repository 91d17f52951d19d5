"""Who may come in and as what: users, roles held for an organisation or body for a time, invitations, second factor, sessions.

Five words: user, role, assignment, deputy, invitation.
"""
