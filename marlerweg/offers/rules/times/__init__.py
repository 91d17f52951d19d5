"""When an offer takes place: recurring slots, dated changes, holidays; asked, listed, said and exchanged.

`schedule` holds the values, `calendar` what is known about holidays, `days` decides one day, `spans` makes moments of
it, `state` answers "open now?", `description` says it in parts, `runs` lists days; the other modules project it to exchange formats.
"""
