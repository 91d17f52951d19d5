"""What stands on the papers that everybody may have; the other papers are for the office, in German and English."""

from django.utils.translation import gettext_lazy as _

NEED = (_("Stand"), _("Beschlüsse"), _("Maßnahmen"), _("Nichts veröffentlicht."))
VOICE = (_("Das haben Sie gesagt"), _("Das wurde daraus"), _("Ihr Hinweis"))
