"""What every item of the Way has: an unguessable id, a number for ever, a moment of birth."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.rules.numbers import Kind


class Numbered(models.Model):
    KIND: ClassVar[Kind]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("Nummer"), max_length=16, unique=True)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def audit_label(self) -> str:
        return self.number
