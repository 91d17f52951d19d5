"""Who comes to a conference, as forms and lists say it."""

from dataclasses import dataclass

from marlerweg.network.models import Organisation, Person


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Who comes; an organisation the network knows by this name is linked."""

    name: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    function: str = ""
    engaged: str = ""
    mail: str = ""
    phone: str = ""
    language: str = "de"
    interpreter: str = ""
    needs_accessible: bool = False
    access_needs: str = ""
    person: Person | None = None
