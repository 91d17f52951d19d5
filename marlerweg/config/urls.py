"""Every address of the house; the language stands in front, German without a prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("sprache/", login_not_required(set_language), name="set_language"),
    path("", include("marlerweg.ui.urls")),
    path("api/", include("marlerweg.api.urls")),
    path("", include("marlerweg.offers.root_urls")),
    *i18n_patterns(
        path("konto/", include("marlerweg.accounts.entrance")),
        path("konto/", include("marlerweg.accounts.urls")),
        path("protokoll/", include("marlerweg.audit.urls")),
        path("angebote/pflegen/verzeichnisse/", include("marlerweg.api.page_urls")),
        path("angebote/", include("marlerweg.offers.urls")),
        path("tagung/", include("marlerweg.conferences.urls")),
        path("weg/", include("marlerweg.way.urls")),
        path("gremien/", include("marlerweg.formats.urls")),
        path("kodex/", include("marlerweg.kodex.urls")),
        path("netzwerk/", include("marlerweg.network.urls")),
        path("papiere/", include("marlerweg.reports.urls")),
        path("", include("marlerweg.portal.urls")),
        prefix_default_language=False,
    ),
]
