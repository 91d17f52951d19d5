from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WayConfig(AppConfig):
    name = "marlerweg.way"

    def ready(self) -> None:
        from marlerweg.kodex.actions import register_serving
        from marlerweg.network.actions import register_ties
        from marlerweg.network.ties import TieSource
        from marlerweg.offers import handing_up
        from marlerweg.ui import everything, menu_groups
        from marlerweg.ui.navigation import Entry, register
        from marlerweg.way import directory, handing_down, policies
        from marlerweg.way.everything import found_needs

        register_serving(handing_down.measures_serving)
        handing_up.register(contribute=directory.contribute_gap, measure_address=directory.measure_address)
        register_ties(TieSource("measure", _("gemeinsame Maßnahme"), handing_down.shared_measures, order=8))
        register_ties(TieSource("help", _("gemeinsamer Vorschlag"), handing_down.shared_approaches, order=9))
        register_ties(
            TieSource("decision", _("gemeinsamer Beschluss"), handing_down.shared_decisions, order=9)
        )

        everything.register(
            everything.Source(_("Was wurde daraus?"), 20, found_needs, "way:outcomes", word="suche")
        )
        register(
            Entry(
                _("Sagen, was fehlt"),
                "way:speak",
                10,
                lambda user: not getattr(user, "is_authenticated", False),
            ),
            Entry(_("Was wurde daraus?"), "way:outcomes", 20, lambda user: True),
            Entry(
                _("Tafel"), "way:board", 30, lambda user: bool(policies.may_see_inside(user)), menu_groups.WAY
            ),
            Entry(
                _("Steuerung"),
                "way:steering",
                32,
                lambda user: bool(policies.may_see_inside(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("In zwei Minuten"),
                "way:council",
                15,
                lambda user: bool(policies.may_see_council_view(user) and not policies.may_see_inside(user)),
            ),
            Entry(
                _("In zwei Minuten"),
                "way:council",
                35,
                lambda user: bool(policies.may_see_council_view(user) and policies.may_see_inside(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Hinweise"),
                "way:contributions",
                36,
                lambda user: bool(policies.may_see_inside(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Bedarfe"),
                "way:needs",
                37,
                lambda user: bool(policies.may_see_inside(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Zahlen"),
                "way:numbers",
                45,
                lambda user: bool(policies.may_see_inside(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Verwiesen"),
                "way:referred",
                38,
                lambda user: bool(policies.may_see_referred(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Maßnahmen"),
                "way:measures",
                40,
                lambda user: bool(policies.may_see_measures(user)),
                menu_groups.WAY,
            ),
            Entry(
                _("Meine Hinweise"),
                "way:mine",
                50,
                lambda user: bool(policies.may_contribute(user)),
                menu_groups.WAY,
            ),
        )
