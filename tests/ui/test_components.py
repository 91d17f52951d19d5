"""Components: what people wrote stays text, other languages say so, and nothing stands by colour alone."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from marlerweg.foundation import charts
from marlerweg.ui.parts import Crumb, Fact, Moment, Step, Tab
from marlerweg.ui.path import Passing, Station

NASTY = """<script>alert(1)</script>'"><img src=x onerror=alert(2)>"""


class Tags(HTMLParser):
    """The tags a browser would see."""

    def __init__(self, page):
        super().__init__()
        self.seen = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)


def drawn(source, **values):
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(values)


@pytest.mark.parametrize(
    "source",
    [
        '<c-alert kind="info" :title="n">{{ n }}</c-alert>',
        '<c-badge kind="info">{{ n }}</c-badge>',
        '<c-button :href="n" :data-x="n">{{ n }}</c-button>',
        '<c-button name="a" value="{{ n }}">{{ n }}</c-button>',
        '<c-card :title="n" preline="{{ n }}" href="{{ n }}">{{ n }}<c-slot name="footer">{{ n }}</c-slot></c-card>',
        '<c-heading preline="{{ n }}">{{ n }}</c-heading>',
        '<c-tile :label="n" :value="n" :hint="n" :href="n" />',
        '<c-facts :facts="facts" />',
        '<c-fact term="{{ n }}">{{ n }}</c-fact>',
        '<c-table :caption="n" :head="row" :rows="rows" />',
        '<c-timeline :moments="moments" />',
        '<c-quote language="ar" :source="n">{{ n }}</c-quote>',
        '<c-tabs :tabs="tabs" :label="n" />',
        '<c-steps :steps="steps" />',
        '<c-breadcrumb :crumbs="crumbs" />',
        '<c-path :stations="stations" :label="n" />',
        '<c-chips :chips="chips" :reset="n" />',
        '<c-empty :text="n" :next="n" :href="n" :label="n" />',
        '<c-progress :label="n" :value="3" />',
        '<c-confirm :label="n" :question="n" :yes="n" :action="n" />',
        '<c-figure :chart="chart" :source="n" :note="n" />',
    ],
)
def test_what_people_wrote_never_becomes_markup(source):
    page = drawn(
        source,
        n=NASTY,
        row=[NASTY],
        rows=[[NASTY, NASTY]],
        facts=[Fact(NASTY, NASTY), Fact(NASTY, NASTY, NASTY)],
        moments=[
            Moment(title=NASTY, text=NASTY, by=NASTY, href=NASTY, at=dt.date(2026, 1, 1), language="uk")
        ],
        tabs=[Tab(label=NASTY, href=NASTY)],
        steps=[Step(label=NASTY, passing="done", href=NASTY)],
        crumbs=[Crumb(NASTY, NASTY), Crumb(NASTY)],
        stations=[Station(label=NASTY, passing=Passing.DONE, number=NASTY, href=NASTY, note=NASTY)],
        chips=[{"label": NASTY, "text": NASTY, "href": NASTY}],
        chart=charts.bars(
            title=NASTY, description=NASTY, language="de", label=NASTY, series=[NASTY], rows=[(NASTY, [1])]
        ),
    )
    assert "alert(1)" in page
    assert not {"script", "img"} & set(Tags(page).seen)


def test_the_path_says_in_words_what_its_signs_show():
    page = drawn(
        '<c-path :stations="stations" />',
        stations=[
            Station(label="Hinweis", passing=Passing.DONE),
            Station(label="Ansatz", passing=Passing.SKIPPED),
            Station(
                label="Beschluss", passing=Passing.CURRENT, number="E-2026-0001", on=dt.date(2026, 5, 20)
            ),
            Station(label="Antwort", passing=Passing.AHEAD),
        ],
    )
    for label, word in {
        "Hinweis": "erledigt",
        "Ansatz": "nicht nötig",
        "Beschluss": "hier steht es jetzt",
        "Antwort": "kommt noch",
    }.items():
        assert f'{label}<span class="house-hidden">: {word}</span>' in page
    assert page.count('aria-current="step"') == 1
    assert '<time datetime="2026-05-20">20.05.2026</time>' in page


def test_a_quote_carries_its_language_and_direction():
    page = drawn('<c-quote language="ar" source="Formular">نص</c-quote>')
    assert '<blockquote class="house-quote" lang="ar" dir="rtl">نص</blockquote>' in page
    assert "Formular · Arabisch</figcaption>" in page


def test_a_figure_brings_its_table():
    chart = charts.bars(
        title="Hinweise",
        description="",
        language="de",
        label="Quelle",
        series=["Zahl"],
        rows=[("Beratung", [96])],
    )
    page = drawn('<c-figure :chart="chart" />', chart=chart)
    assert "<svg" in page
    assert page.index("Als Tabelle") < page.index('<td class="kern-table__cell">96</td>')


def test_a_span_of_times_stays_in_one_line():
    page = drawn("{{ when|unbroken }}", when="<b>Montag, \u206609:00–12:00\u2069")
    assert page == '&lt;b&gt;Montag, <span class="house-unbroken">\u206609:00–12:00\u2069</span>'
