"""What a real installation may not get wrong: asked of the settings in a process of their own."""

import json
import os
import subprocess
import sys
from typing import Any

SHOW = """
import json, sys
from django.conf import settings
import django
django.setup()
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""
REAL = {
    "MARLERWEG_DEMO": "0",
    "MARLERWEG_SECRET_KEY": "x" * 60,
    "MARLERWEG_ADDRESS": "https://weg.stadt.example",
    "MARLERWEG_HOSTS": "weg.stadt.example",
}


def started(code: str, *asked: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("MARLERWEG", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-c", code, *asked],
        env={**clean, "DJANGO_SETTINGS_MODULE": "marlerweg.config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def settings_of(*names: str, **environment: str) -> dict[str, Any]:
    done = started(SHOW, *names, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_without_a_secret_nothing_is_signed() -> None:
    done = started(SHOW, "SECRET_KEY", **{**REAL, "MARLERWEG_SECRET_KEY": ""})
    assert "SECRET_KEY setting must not be empty" in done.stderr
    assert settings_of("SECRET_KEY", **REAL) == {"SECRET_KEY": "x" * 60}


def test_a_real_installation_is_locked() -> None:
    found = settings_of(
        "DEBUG",
        "SECOND_FACTOR_REQUIRED",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "PASSWORD_HASHERS",
        "CSRF_TRUSTED_ORIGINS",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        **REAL,
    )
    assert found == {
        "DEBUG": False,
        "SECOND_FACTOR_REQUIRED": True,
        "SESSION_COOKIE_NAME": "__Host-sitzung",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-schutz",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SECURE_SSL_REDIRECT": True,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "CSRF_TRUSTED_ORIGINS": ["https://weg.stadt.example"],
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }


def test_the_second_factor_can_be_left_out_only_in_the_demo() -> None:
    asked = {"MARLERWEG_SECOND_FACTOR": "0"}
    assert settings_of("SECOND_FACTOR_REQUIRED", **REAL, **asked) == {"SECOND_FACTOR_REQUIRED": True}
    assert settings_of("SECOND_FACTOR_REQUIRED", MARLERWEG_DEMO="1") == {"SECOND_FACTOR_REQUIRED": False}
    wanted = {"MARLERWEG_DEMO": "1", "MARLERWEG_SECOND_FACTOR": "1"}
    assert settings_of("SECOND_FACTOR_REQUIRED", **wanted) == {"SECOND_FACTOR_REQUIRED": True}


def test_attempts_are_counted_for_all_processes() -> None:
    found = settings_of("CACHES", **REAL)["CACHES"]["default"]
    assert found["BACKEND"].endswith("DatabaseCache")


def test_the_provider_of_the_town_may_be_sent_to_and_nothing_else() -> None:
    provider = {
        "MARLERWEG_OIDC_SERVER": "https://anmeldung.stadt.example/realms/amt",
        "MARLERWEG_OIDC_CLIENT": "weg",
        "MARLERWEG_OIDC_SECRET": "geheim",
    }
    found = settings_of("CONTENT_SECURITY_POLICY", **REAL, **provider)["CONTENT_SECURITY_POLICY"][
        "DIRECTIVES"
    ]
    assert found["form-action"] == ["'self'", "https://anmeldung.stadt.example"]
    assert "https:" not in str(found["script-src"])
