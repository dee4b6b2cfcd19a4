import pytest

from quotamesh.base.exchange.console import import_from_command_line
from quotamesh.base.people.models import Unit


@pytest.fixture
def here(company, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, **more):
    said = []
    code = import_from_command_line(*arguments, say=said.append, **more)
    return code, "\n".join(said)


def test_success(here):
    (here / "units.csv").write_text("code,name\nEAST,East\nWEST,West\n")
    assert run("units", ["units.csv"]) == (0, "units: 2 rows read: 2 new, 0 changed, 0 as before.")
    assert not (here / "units.csv.errors.csv").exists()


def test_errors_are_told_and_written_beside(here):
    (here / "units.csv").write_text("code,name,parent\nEAST,East,NOWHERE\n")
    code, told = run("units", ["units.csv"])
    assert code == 1
    assert "row 2, column parent: 'NOWHERE' – is not the code of a unit." in told
    assert "The rejected rows stand in units.csv.errors.csv." in told
    assert (here / "units.csv.errors.csv").exists()
    assert run("units", ["units.csv"], errors="mine.csv")[0] == 1
    assert (here / "mine.csv").exists()


def test_mapping_and_trial(here):
    (here / "u.csv").write_text("nr,label\nEAST,East\nWEST,West\n")
    code, told = run("units", ["u.csv"], ["code=nr", "name=label"], dry_run=True)
    assert (code, Unit.objects.count()) == (0, 1)
    assert "this was a trial" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("unicorns", ["u.csv"]), "There is nothing called unicorns to import."),
        (("units", ["nowhere.csv"]), "No such file: nowhere.csv."),
        (("units", ["u.csv"], ["code"]), "Write a mapping as our=theirs, not code."),
    ],
)
def test_wrong_words_are_answered(here, arguments, told):
    (here / "u.csv").write_text("code,name\nA,a\n")
    code, said = run(*arguments)
    assert code == 1
    assert told in said
