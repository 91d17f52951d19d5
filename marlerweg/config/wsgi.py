"""The entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marlerweg.config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - the rooms are only there now

from marlerweg.foundation import serving  # noqa: E402

if not settings.TESTING:
    serving.warm_up()
