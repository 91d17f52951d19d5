"""The demo's sign-ins, for its page."""

from django import template

from marlerweg.demo import queries
from marlerweg.demo.cast import PASSWORD

register = template.Library()


@register.simple_tag
def demo_sign_ins() -> list[queries.SignIn]:
    return queries.sign_ins()


@register.simple_tag
def demo_password() -> str:
    return PASSWORD
