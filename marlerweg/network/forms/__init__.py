"""What comes in over HTTP in the network, checked for shape."""

from marlerweg.network.forms.contacts import AddressForm, ContactForm
from marlerweg.network.forms.engagement import EngagementForm, RenewForm
from marlerweg.network.forms.intake import AssignmentForm, UploadForm
from marlerweg.network.forms.networkmap import MapForm
from marlerweg.network.forms.order import MergeForm
from marlerweg.network.forms.organisations import OrganisationForm
from marlerweg.network.forms.people import PersonForm, PositionForm

__all__ = [
    "AddressForm",
    "AssignmentForm",
    "ContactForm",
    "EngagementForm",
    "MapForm",
    "MergeForm",
    "OrganisationForm",
    "PersonForm",
    "PositionForm",
    "RenewForm",
    "UploadForm",
]
