"""Everyday German nouns that build compounds. They let a compound come apart even where no text uses its parts alone."""

GERMAN_PARTS = """
    abend abfall abschluss adresse alltag alter angebot angst anmeldung annahme antrag anwalt anzeige apotheke arbeit arbeiter
    arzt aufenthalt aufgabe aufnahme ausbildung ausgabe auskunft ausland ausländer ausweis auto baby bahn ball bank bau bedarf
    begegnung begleitung behandlung behinderung behörde beihilfe beitrag beratung bericht beruf bescheid bescheinigung
    beschäftigung besuch betreuung betrieb bett bewegung bewerbung bewohner bezirk bibliothek bild bildung börse brief brot
    brücke buch bücherei bühne bund bürger büro bus café chor computer daten deutsch dienst dokument dolmetscher dorf druck ehe
    ehrenamt eltern energie engagement entwicklung erlaubnis ernährung erziehung essen fach fahrer fahrrad fahrt familie feier
    ferien fest film firma flucht flüchtling förderung form formular forum frage frau freizeit fremd freund frieden frühstück
    führer führung fuß garten gast gebiet gebühr geburt gefahr gehalt geld gemeinde gemeinschaft gericht geschäft geschichte
    gesellschaft gesetz gespräch gesundheit gewalt glaube gottesdienst grund gruppe gymnastik hafen halle hand handel handwerk
    haus heim heimat heirat hilfe hobby hort hotel information insel institut integration internet jahr job jugend kammer karte
    kasse kinder kind kino kirche kita klasse kleider kleidung klinik koch kollege kongress konto kontakt konzert kosten kraft
    kranken krankheit krieg krise küche kultur kunde kunst kurs laden lager land lauf leben lebensmittel lehre lehrer leistung
    leiter leitung lernen lese licht liste lohn lotse lotsen macht mädchen mann männer markt maßnahme material medien mensch
    messe miete mieter migranten migration minister mittag mittel möbel monat museum musik mutter mütter nachbar nachbarschaft
    nachhilfe nachmittag nachweis nacht nähe name natur netz netzwerk not notfall nummer opfer ordnung organisation ort park
    partner pass paten patenschaft person pflege pflicht plan platz politik polizei post praxis preis problem programm projekt
    prüfung punkt quartier rat rathaus rechnung recht regel reise rente reparatur richter rück sache schein schicht schlaf
    schloss schrank schrift schritt schuh schuld schulden schuldner schule schüler schutz schwimm seite senioren sicherheit
    sicherung sitzung sozial spaß spende spiel spieler sport sprach sprache sprecher stadt stadtteil stand stätte station stelle
    steuer stiftung stoff straße strom stube student studie studio stufe stunde suche sucht tafel tag tanz tasche tausch technik
    teil teilhabe telefon termin test text theater ticket tisch tod treff treffen treffpunkt trennung turnen übersetzer
    übersetzung umzug unfall unterhalt unterkunft unterricht unterstützung urkunde urlaub vater verband verein verfahren vergabe
    verkehr vermittler vermittlung versicherung versorgung vertrag vertreter verwaltung visum volk vormund vorsorge wagen wahl
    wander wechsel wehr weg werk werkstatt wesen winter wissen woche wohn wohnung wort zahl zahn zeichen zeit zeitung zelt zentrum
    zeugnis ziel zimmer zucht zug zukunft zulage zuschuss zuwanderer zuwanderung pool nachzug räumung sperre abbruch vorlesen
"""
