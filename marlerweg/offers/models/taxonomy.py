"""Target groups, kinds of offer and needs below the themes: versioned vocabularies with everyday words and crosswalks."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages
from marlerweg.network.models import Fact, Theme


class Vocabulary(Fact):
    """One version of one vocabulary; exactly one of each subject is in use."""

    class Subject(models.TextChoices):
        AUDIENCE = "audience", _("Zielgruppen")
        KIND = "kind", _("Arten von Angeboten")
        NEED = "need", _("Anliegen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), max_length=80, unique=True)
    subject = models.CharField(_("wovon"), max_length=10, choices=Subject)
    name = models.CharField(_("Name"), max_length=160)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    is_current = models.BooleanField(_("in Gebrauch"), default=False)

    class Meta:
        verbose_name = _("Wortliste")
        verbose_name_plural = _("Wortlisten")
        ordering = ["subject", "-valid_from", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(is_current=True), name="one_current_vocabulary"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class Term(Fact):
    """`names`, `descriptions` hold one text per language code, `words` lists of everyday words per language code.

    `concept` is the word of the search lexicon that means the same; `crosswalk` a list of
    {"system": "openreferral" | "data-inclusion" | "integreat" | …, "code": …}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vocabulary = models.ForeignKey(
        Vocabulary, models.CASCADE, related_name="terms", verbose_name=_("Wortliste")
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="narrower", verbose_name=_("gehört zu")
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="terms", verbose_name=_("Thema")
    )
    code = models.SlugField(_("Kürzel"), max_length=80)
    names = models.JSONField(_("Namen"), default=dict)
    descriptions = models.JSONField(_("Erläuterungen"), default=dict, blank=True)
    words = models.JSONField(_("Alltagswörter"), default=dict, blank=True)
    concept = models.CharField(_("Begriff der Suche"), max_length=80, blank=True)
    crosswalk = models.JSONField(_("anderswo"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Begriff")
        verbose_name_plural = _("Begriffe")
        ordering = ["vocabulary", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_once_per_vocabulary")
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    @property
    def audit_label(self) -> str:
        return self.name_in("de")

    def name_in(self, code: str) -> str:
        found = languages.best(code, self.names)
        return str(self.names[found]) if found else self.code
