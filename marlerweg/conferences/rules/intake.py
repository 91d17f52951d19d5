"""What a list of registrations may tell, and the titles offices give to its columns."""

from marlerweg.foundation.imports import Field

FIELDS = (
    Field("name", "Name", ("Vor- und Nachname", "Name, Vorname", "Teilnehmer", "Teilnehmerin", "Person"), is_required=True),
    Field("given_name", "Vorname", ("Rufname",)),
    Field("organisation_name", "Organisation", ("Einrichtung", "Institution", "Verein", "Träger", "Dienststelle", "Firma")),
    Field("function", "Funktion", ("Rolle", "Position", "Aufgabe", "Amt")),
    Field("engaged", "Haupt- oder Ehrenamt", ("Ehrenamt", "Hauptamt", "haupt-/ehrenamtlich", "Status")),
    Field("mail", "E-Mail", ("Mail", "Email", "E-Mail-Adresse", "Mailadresse")),
    Field("phone", "Telefon", ("Tel", "Tel.", "Telefonnummer", "Handy", "Mobil")),
    Field("access_needs", "Bedarf", ("Unterstützungsbedarf", "Besonderheiten", "Bemerkung", "Barrierefreiheit")),
    Field("wishes", "Wünsche", ("Tischwunsch", "Tischwünsche", "Themen", "Thema", "Workshop", "Arbeitsgruppe")),
)  # fmt: skip
