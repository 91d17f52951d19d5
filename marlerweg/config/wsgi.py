"""The entry of the web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marlerweg.config.settings")

from marlerweg.config.sqlite import take_sound_sqlite

take_sound_sqlite()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the sound SQLite must be in place first

application = get_wsgi_application()
