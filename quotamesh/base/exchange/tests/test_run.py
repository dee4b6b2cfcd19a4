import csv

import pytest

from quotamesh.base.exchange.actions import run_import
from quotamesh.base.exchange.results import UnknownKind
from quotamesh.base.exchange.tests.bringing import ACTOR, bring, cells, take
from quotamesh.base.people.models import Person, Unit
from quotamesh.base.tables import registry
from quotamesh.base.trail.models import Entry
from quotamesh.base.trail.queries import verify


def read_back(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_import_leaves_a_sealed_trace(company):
    take("units", "code,name\nACME,Acme\n")
    entry = Entry.objects.first()
    assert (entry.verb, entry.label, entry.change["rows"]) == ("import.units", "units.csv", 1)
    assert entry.change["changes"] == {"company": {"code": ["company", "ACME"]}}
    assert len(entry.change["sha256"]["units.csv"]) == 64
    assert verify().holds


def test_a_trial_stores_nothing_but_tells_what_would_be(company):
    result = bring("units", "code,name\nEAST,East\nWEST,West\n", dry_run=True)
    assert (result.ok, result.created) == (True, 2)
    assert Unit.objects.count() == 1
    assert not Entry.objects.filter(verb="import.units").exists()


def test_one_bad_row_and_nothing_is_stored(company):
    result = bring("units", "code,name,parent\nEAST,East,\nX,x,NOWHERE\n")
    assert (result.ok, result.error_count, Unit.objects.count()) == (False, 1, 1)
    assert "Nothing was stored" in str(result.summary())


def test_an_import_killed_while_storing_leaves_the_old_state(company, monkeypatch):
    def die(*_args):
        assert Unit.objects.count() == 3
        raise KeyboardInterrupt

    monkeypatch.setitem(registry.after_store, "units", [die])
    with pytest.raises(KeyboardInterrupt):
        bring("units", "code,name\nEAST,East\nWEST,West\n")
    assert Unit.objects.count() == 1
    assert verify().holds


def test_upper_floors_hear_of_what_was_stored(company, monkeypatch):
    heard = []
    monkeypatch.setitem(
        registry.after_store, "units", [lambda _actor, outcome, _progress: heard.append(outcome.effects)]
    )
    take("units", "code,name,parent\nA,a,\nB,b,A\nC,c,\n")
    take("units", "code,name,parent\nB,b,C\n")
    assert [len(effect["moved"]) for effect in heard] == [0, 1]


def test_a_missing_column_names_the_headers_found(company):
    result = bring("people", "code,nom\nP1,Lin\n")
    assert result.failure.code == "missing_column"
    assert "name, unit" in str(result.failure)
    assert "code, nom" in str(result.failure)


def test_headers_are_mapped_by_wish_and_by_other_words(company):
    result = take("units", "部门编码,部门名称,城市\nEAST,East,Shanghai\n")
    assert sorted(map(str, result.notices)) == [
        "units.csv: ignored 城市.",
        "units.csv: 部门名称 is read as name.",
        "units.csv: 部门编码 is read as code.",
    ]
    assert bring("units", "id,label\nW,West\n", mapping={"code": "id", "name": "label"}).ok
    assert bring("units", "id,label\nW,West\n", mapping={"code": "nr"}).failure.code == "unknown_header"
    assert bring("units", "id,label\nW,West\n", mapping={"kode": "id"}).failure.code == "unknown_column"


def test_two_headers_that_could_mean_the_same_are_not_guessed_between(company):
    assert bring("units", "编码,编号,name\n1,2,x\n").failure.code == "missing_column"


def test_several_files_are_one_import(company):
    files = [("a.csv", b"code,name\nA,a\n"), ("b.csv", b"name;code\nb;A\n")]
    result = run_import(ACTOR, "units", files)
    assert cells(result) == [(2, "code", "doubled")]
    assert result.errors[0].file == "b.csv"


def test_the_error_file_holds_every_rejected_row_as_it_came(company, tmp_path):
    take("units", "code,name\nEAST,East\n")
    rows = [f"P{n},Person {n},{'EAST' if n % 135 else 'ESAT'},=1+{n}" for n in range(1, 5001)]
    path = tmp_path / "errors.csv"
    result = bring("people", "code,name,unit,note\n" + "\n".join(rows), error_file=path)
    rejected = read_back(path)
    assert (result.error_count, len(rejected)) == (37, 37)
    assert [int(row["row"]) for row in rejected] == [n + 1 for n in range(1, 5001) if not n % 135]
    assert rejected[0]["code"] == "P135"
    assert rejected[0]["note"] == "'=1+135"
    assert "Did you mean EAST" in rejected[0]["error"]
    assert not Person.objects.exists()


def test_a_mended_error_file_can_be_brought_in_as_it_is(company, tmp_path):
    take("units", "code,name\nEAST,East\n")
    path = tmp_path / "errors.csv"
    bring("people", "code,name,unit\nP1,Lin,EATS\n", error_file=path)
    result = take("people", path.read_text(encoding="utf-8-sig").replace("EATS", "EAST"))
    assert (result.created, result.notices) == (1, ())


def test_a_file_that_is_no_table_has_an_error_file_too(company, tmp_path):
    path = tmp_path / "errors.csv"
    result = bring("units", b"\x89PNG\x00", error_file=path)
    assert result.failure.code == "not_a_table"
    assert "not a table" in read_back(path)[0]["error"]


def test_pasted_cells_and_gb18030(company):
    take("units", "编码\t名称\nEAST\t华东\n")
    take("units", "编码,名称\nWEST,华西\n".encode("gb18030"))
    assert set(Unit.objects.values_list("name", flat=True)) == {"华东", "华西"}


def test_unknown_kind(company):
    with pytest.raises(UnknownKind):
        bring("unicorns", "code\nA\n")
