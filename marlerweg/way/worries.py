"""What is wrong with a decision's follow-up, in words."""

from django.utils.translation import gettext_lazy as _

WORRIES = {
    "no_answer_from_above": _("Die Antwort von oben ist überfällig."),
    "no_measure": _("Beschlossen, aber noch keine Maßnahme."),
    "blocked": _("Eine Maßnahme ist blockiert."),
    "silent": _("Seit 60 Tagen nichts gehört."),
    "unanswered": _("Die Menschen warten noch auf die Antwort."),
}
