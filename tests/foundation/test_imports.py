"""A list is brought in whole or not at all, and a second time changes nothing."""

from contextlib import contextmanager

import pytest

from marlerweg.foundation.imports import (
    Applied,
    Field,
    Outcome,
    RowRefused,
    RowReport,
    assigned,
    memory_of,
    missing_fields,
    proposed_columns,
    run,
)

FIELDS = [
    Field("name", "Name", ("Verein", "Organisation"), is_required=True),
    Field("phone", "Telefon", ("Tel.", "Rufnummer")),
    Field("mail", "E-Mail", ("Mailadresse",), is_required=True),
]


class Store:
    """A small database with nested transactions."""

    def __init__(self):
        self.values = {}

    @contextmanager
    def atomic(self):
        before = dict(self.values)
        try:
            yield
        except BaseException:
            self.values = before
            raise

    def apply(self, row):
        key, value = row
        known = self.values.get(key)
        self.values[key] = value
        if value == "krumm":
            raise RowRefused("Der Wert ist krumm.")
        if value == "doppelt":
            return Applied(Outcome.REFUSED, ("Schon vergeben.",))
        if value == "":
            del self.values[key]
            return Applied(Outcome.SKIPPED, ("Kein Wert.",))
        if known is None:
            return Applied(Outcome.NEW)
        return Applied(Outcome.UNCHANGED if known == value else Outcome.CHANGED)

    def run(self, rows, *, dry_run=False):
        return run(enumerate(rows, start=2), self.apply, dry_run=dry_run, atomic=self.atomic)


GOOD = [("a", "1"), ("b", "2"), ("c", "")]


def outcomes(report):
    return [row.outcome for row in report.rows]


def test_a_trial_tells_the_same_as_the_truth_and_leaves_nothing():
    store = Store()
    trial = store.run(GOOD, dry_run=True)
    assert store.values == {}
    truth = store.run(GOOD)
    assert store.values == {"a": "1", "b": "2"}
    assert trial.rows == truth.rows
    assert (trial.is_applied, truth.is_applied) == (False, True)


def test_a_second_run_changes_nothing():
    store = Store()
    store.run(GOOD[:2])
    assert outcomes(store.run(GOOD[:2])) == [Outcome.UNCHANGED] * 2


@pytest.mark.parametrize("value", ["krumm", "doppelt"])
def test_one_refused_row_stops_all_but_every_row_is_judged(value):
    store = Store()
    store.run([("a", "1")])
    report = store.run([("a", "9"), ("x", value), ("b", "2")])
    assert outcomes(report) == [Outcome.CHANGED, Outcome.REFUSED, Outcome.NEW]
    assert store.values == {"a": "1"}
    assert not report.is_applied
    assert not report.is_acceptable


def test_a_refused_row_leaves_no_trace_for_the_rows_after_it():
    assert outcomes(Store().run([("a", "krumm"), ("a", "1")])) == [Outcome.REFUSED, Outcome.NEW]


def test_an_error_is_no_refusal_and_undoes_everything():
    store = Store()

    def broken(row):
        store.values["a"] = row
        raise RuntimeError

    with pytest.raises(RuntimeError):
        run([(2, "x")], broken, dry_run=False, atomic=store.atomic)
    assert store.values == {}


def test_the_report_counts_and_shows_the_worst_first():
    report = Store().run([("a", "1"), ("b", ""), ("c", "krumm")])
    assert report.counts == {
        Outcome.NEW: 1,
        Outcome.CHANGED: 0,
        Outcome.UNCHANGED: 0,
        Outcome.SKIPPED: 1,
        Outcome.REFUSED: 1,
    }
    assert report.worth_reading == (
        RowReport(4, Outcome.REFUSED, ("Der Wert ist krumm.",)),
        RowReport(3, Outcome.SKIPPED, ("Kein Wert.",)),
    )


def test_columns_are_proposed_by_their_titles():
    columns = ["Nr.", "VEREIN", "Tel. dienstlich", "E-Mail"]
    assert proposed_columns(columns, FIELDS) == {
        "name": "VEREIN",
        "phone": "Tel. dienstlich",
        "mail": "E-Mail",
    }


def test_what_was_assigned_before_goes_first():
    columns = ["Verein", "Bezeichnung"]
    remembered = memory_of({"name": "BEZEICHNUNG"})
    assert proposed_columns(columns, FIELDS)["name"] == "Verein"
    assert proposed_columns(columns, FIELDS, remembered)["name"] == "Bezeichnung"


def test_a_column_serves_one_field():
    both = [Field("a", "Name"), Field("b", "Name")]
    assert proposed_columns(["Name"], both) == {"a": "Name"}


def test_a_title_within_a_word_is_no_match():
    assert proposed_columns(["Vereinsregister"], FIELDS) == {}


def test_missing_required_fields_are_named():
    assert [field.name for field in missing_fields({"name": "Verein"}, FIELDS)] == ["mail"]


def test_a_record_is_read_by_field():
    assert assigned({"Verein": "Chor", "Nr.": 1}, {"name": "Verein"}) == {"name": "Chor"}
