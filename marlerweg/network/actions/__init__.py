"""Every write of the network, split by noun."""

from marlerweg.network.actions.editing import AlreadyThere, Circular, EditConflict
from marlerweg.network.actions.engagement import (
    close_engagement,
    edit_engagement,
    post_engagement,
    renew_engagement,
)
from marlerweg.network.actions.hygiene import CannotMerge, UndoneLater, merge, tell_apart, undo_merge
from marlerweg.network.actions.intake import Brought, brought, drop_list, proposed, take_in, upload_list
from marlerweg.network.actions.organisations import (
    StillMerged,
    add_address,
    add_contact,
    add_organisation,
    archive_organisation,
    edit_address,
    edit_contact,
    edit_organisation,
    remove_address,
    remove_contact,
    restore_organisation,
)
from marlerweg.network.actions.people import (
    add_person,
    add_position,
    archive_person,
    edit_person,
    edit_position,
    end_position,
    restore_person,
)
from marlerweg.network.actions.place import (
    settle_districts,
    settle_organisations,
    settle_sources,
    settle_themes,
    settle_town,
)
from marlerweg.network.actions.settling import Settled, UnknownKey
from marlerweg.network.actions.ties import note_list_export, note_map_export, register_ties

__all__ = [
    "AlreadyThere",
    "Brought",
    "CannotMerge",
    "Circular",
    "EditConflict",
    "Settled",
    "StillMerged",
    "UndoneLater",
    "UnknownKey",
    "add_address",
    "add_contact",
    "add_organisation",
    "add_person",
    "add_position",
    "archive_organisation",
    "archive_person",
    "brought",
    "close_engagement",
    "drop_list",
    "edit_address",
    "edit_contact",
    "edit_engagement",
    "edit_organisation",
    "edit_person",
    "edit_position",
    "end_position",
    "merge",
    "note_list_export",
    "note_map_export",
    "post_engagement",
    "proposed",
    "register_ties",
    "remove_address",
    "remove_contact",
    "renew_engagement",
    "restore_organisation",
    "restore_person",
    "settle_districts",
    "settle_organisations",
    "settle_sources",
    "settle_themes",
    "settle_town",
    "take_in",
    "tell_apart",
    "undo_merge",
    "upload_list",
]
