"""What a need speaks about, kept so that what may mean the same is found by looking up, not by reading every text."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.models.need import Need


class Mention(models.Model):
    """One concept (`#wohnung`) or one word's stem in its language (`de:wohn`), said in the need or in a contribution to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, models.CASCADE, related_name="mentions", verbose_name=_("Bedarf"))
    term = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "need"], name="mention_once")]
