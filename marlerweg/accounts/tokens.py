"""Links for a new password: bound to the present password, address and last sign-in, as Django makes them."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetTokens(PasswordResetTokenGenerator):
    """allauth's own would write to the database while the link is only looked at."""
