"""Pages of this room: one's own account, people, roles, invitations."""
