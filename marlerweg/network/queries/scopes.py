"""For which organisations a role can be held."""

from uuid import UUID

from marlerweg.network.models import Organisation


def organisations_by_name() -> list[tuple[UUID, str]]:
    """Those that are there today, as the lists of accounts name them."""
    here = Organisation.objects.filter(archived_at=None, merged_into=None)
    return list(here.order_by("name").values_list("pk", "name"))
