"""The folds of the main menu, so that rooms that know nothing of each other share them; pass one as `Entry(group=…)`.

An entry's `order` says where it stands among all: a fold stands where its first entry would.
"""

from django.utils.translation import gettext_lazy as _

WAY = _("Der Weg")  # 20–59
OFFERS = _("Angebote")
CONFERENCES = _("Konferenzen")
TOWN = _("Netzwerk und Werte")  # 60–69
OFFICE = _("Verwaltung")  # 80–99
