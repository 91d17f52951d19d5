"""Words with which the public pages say what is recorded as data; equal to the words inside, here for every public language."""

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.offers.rules.conditions import Kind

COST: dict[str, Text] = {
    "free": _("kostenlos"),
    "donation": _("gegen Spende"),
    "reduced": _("mit Ermäßigung"),
    "fee": _("kostenpflichtig"),
}
CAPACITY: dict[str, Text] = {
    "free": _("Plätze frei"),
    "few": _("wenige Plätze frei"),
    "waiting": _("Warteliste"),
    "full": _("voll"),
}
DELIVERY: dict[str, Text] = {
    "on_site": _("vor Ort"),
    "online": _("online"),
    "phone": _("am Telefon"),
    "at_home": _("zu Hause"),
    "outreach": _("unterwegs im Stadtteil"),
}
WAYS_IN: dict[str, Text] = {
    "walk_in": _("einfach kommen"),
    "appointment": _("mit Termin"),
    "registration": _("mit Anmeldung"),
    "referral": _("über eine Beratungsstelle oder Behörde"),
}
CONTACTS: dict[str, Text] = {
    "phone": _("Telefon"),
    "mobile": _("Mobil"),
    "messenger": _("Messenger"),
    "mail": _("E-Mail"),
    "website": _("Internetseite"),
}
ACCESS: dict[str, Text] = {
    "step_free": _("stufenlos erreichbar"),
    "lift": _("Aufzug"),
    "accessible_toilet": _("Toilette für Rollstuhl"),
    "hearing_loop": _("Höranlage"),
    "tactile_guidance": _("Leitsystem für Blinde"),
    "accessible_parking": _("Behindertenparkplatz"),
}
CONDITIONS: dict[str, Text] = {
    "age": _("Alter"),
    "residence_status": _("Aufenthaltsstatus"),
    "language_level": _("Deutschkenntnisse"),
    "gender": _("Geschlecht"),
    "household": _("Familie"),
    "home": _("Wohnort"),
    "income": _("Einkommen oder Leistungen"),
    "work": _("Arbeit und Ausbildung"),
    "disability": _("Behinderung"),
    "documents": _("Unterlagen"),
    "referral": _("Überweisung"),
}
GENDERS: dict[str, Text] = {"woman": _("Frauen"), "man": _("Männer"), "diverse": _("divers")}
DOCUMENTS: dict[str, Text] = {
    "identity": _("Ausweis oder Pass"),
    "residence_title": _("Aufenthaltstitel"),
    "registration": _("Meldebescheinigung"),
    "benefit_notice": _("Bescheid über Leistungen"),
    "income_proof": _("Nachweis des Einkommens"),
    "insurance_card": _("Gesundheitskarte"),
    "birth_certificate": _("Geburtsurkunde"),
    "vaccination": _("Impfpass"),
    "school_report": _("Zeugnis"),
    "language_certificate": _("Sprachzeugnis"),
    "referral_note": _("Überweisung"),
    "town_card": _("Stadtpass"),
    "photo": _("Foto"),
}
RESIDENCE: dict[str, Text] = {
    "german": _("deutsche Staatsangehörigkeit"),
    "eu": _("EU-Bürgerinnen und EU-Bürger"),
    "permanent": _("Niederlassungserlaubnis"),
    "permit": _("Aufenthaltserlaubnis"),
    "protected": _("anerkannter Schutz (Asyl, Flüchtling, subsidiär)"),
    "temporary_protection": _("vorübergehender Schutz (§ 24)"),
    "seeking_asylum": _("Asylverfahren (Aufenthaltsgestattung)"),
    "tolerated": _("Duldung"),
    "resettler": _("Spätaussiedlung"),
    "none": _("ohne Papiere"),
}
BENEFITS: dict[str, Text] = {
    "citizens_benefit": _("Bürgergeld"),
    "basic_security": _("Grundsicherung oder Sozialhilfe"),
    "asylum_benefit": _("Asylbewerberleistungen"),
    "housing_benefit": _("Wohngeld"),
    "child_supplement": _("Kinderzuschlag"),
    "unemployment_benefit": _("Arbeitslosengeld"),
    "student_grant": _("BAföG"),
}
WORK: dict[str, Text] = {
    "seeking": _("auf Arbeitssuche"),
    "employed": _("in Arbeit"),
    "self_employed": _("selbstständig"),
    "training": _("in Ausbildung"),
    "student": _("im Studium"),
    "pupil": _("in der Schule"),
    "caring": _("mit Pflege- oder Erziehungsaufgaben"),
    "retired": _("im Ruhestand"),
}
DISABILITY: dict[str, Text] = {
    "any": _("jede Behinderung"),
    "severe": _("Schwerbehinderung"),
    "physical": _("körperliche Behinderung"),
    "sensory": _("Seh- oder Hörbehinderung"),
    "learning": _("Lernschwierigkeiten"),
    "mental": _("seelische Behinderung"),
}
REFERRERS: dict[str, Text] = {
    "job_centre": _("Jobcenter"),
    "employment_agency": _("Agentur für Arbeit"),
    "youth_office": _("Jugendamt"),
    "social_office": _("Sozialamt"),
    "residence_office": _("Ausländerbehörde"),
    "counselling": _("Beratungsstelle"),
    "case_management": _("Case Management"),
    "school": _("Schule"),
    "childcare": _("Kita"),
    "doctor": _("Ärztin oder Arzt"),
    "court": _("Gericht"),
}
# What the codes of each kind of condition are called.
ASKED_FOR: dict[Kind, dict[str, Text]] = {
    Kind.RESIDENCE_STATUS: RESIDENCE,
    Kind.GENDER: GENDERS,
    Kind.INCOME: BENEFITS,
    Kind.WORK: WORK,
    Kind.DISABILITY: DISABILITY,
    Kind.DOCUMENTS: DOCUMENTS,
    Kind.REFERRAL: REFERRERS,
}
WHEN: dict[str, Text] = {
    "jetzt": _("jetzt offen"),
    "heute": _("heute"),
    "abends": _("abends"),
    "wochenende": _("am Wochenende"),
}
FILTERS: dict[str, Text] = {
    "spoken": _("Sprache im Angebot"),
    "theme": _("Thema"),
    "district": _("Stadtteil"),
    "audience": _("Für wen"),
    "age": _("Alter"),
    "when": _("Wann"),
    "accessible": _("stufenlos erreichbar"),
    "free": _("kostenlos"),
}

VOCABULARIES: dict[str, Text] = {
    "audience": _("Zielgruppen"),
    "kind": _("Arten von Angeboten"),
    "need": _("Anliegen"),
}
