"""Where allauth asks the house: nobody makes an account alone, and the town's identity provider opens only known accounts."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from marlerweg.accounts import rules, sealing, second_factor
from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.audit.models import Event
from marlerweg.ui import identity


class StaffAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """A factor that the town's provider asked for counts, where the town says so."""
        sociallogin = (how.get("signal_kwargs") or {}).get("sociallogin")
        claims = sociallogin.account.extra_data.get("id_token", {}) if sociallogin else {}
        if rules.provider_proves_factor(
            claims, settings.PROVIDER_FACTOR_METHODS, settings.PROVIDER_FACTOR_LEVELS
        ):
            second_factor.mark_proved(request, user)
        response: HttpResponse = super().post_login(request, user, **how)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A locked account answers like one that never was."""
        return refuse_unknown(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Recorded without the address: a typing error must not put a stranger into the record."""
        audit.record(None, "session.refused", result=Event.Result.DENIED)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who came in a moment ago need not show it again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(redirect("accounts:own").url)


class TownIdentityAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the provider's identity to the invited account of the same verified address; refuse everybody else alike.

        An account that already belongs to another identity there is not handed over: addresses are given anew
        when people leave.
        """
        if sociallogin.is_existing:
            return
        verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        provider = sociallogin.account.provider
        if user is None or SocialAccount.objects.filter(user=user, provider=provider).exists():
            raise ImmediateHttpResponse(refuse_unknown(request))
        sociallogin.connect(request, user)
        audit.record(user, "account.identity_joined", user, provider=provider)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return str(redirect("accounts:own").url)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return identity.current().name


def refuse_unknown(request: HttpRequest) -> HttpResponseRedirect:
    messages.error(request, _("Für diese Anmeldung gibt es hier kein Konto. Bitte lassen Sie sich einladen."))
    audit.record(None, "session.refused", result=Event.Result.DENIED)
    return HttpResponseRedirect(redirect("account_login").url)
