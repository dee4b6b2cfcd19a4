"""What the documents say is there: links, commands, pictures, both languages, every kind of import."""

import re
import shlex
from pathlib import Path

import click
import pytest

from quotamesh.base.tables.registry import all_kinds
from quotamesh.site.cli.root import COMMANDS
from quotamesh.site.cli.root import main as quotamesh

ROOT = Path(__file__).parents[1]
SKIPPED = {".venv", ".git", "node_modules", "var", "dist"}
DOCUMENTS = [p for p in sorted(ROOT.rglob("*.md")) if not SKIPPED & set(p.relative_to(ROOT).parts)]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
HEADING = re.compile(r"^#+ (.+)$", re.M)
IN_BOTH = ("README", "docs/import", "docs/operation", "docs/roadmap")
LARGEST_PICTURE = 150 * 1024

pytestmark = pytest.mark.pure
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def links(path: Path) -> list[str]:
    text = FENCED.sub("", path.read_text("utf-8"))
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    """Headings as the hosting sites name them."""
    headings = HEADING.findall(FENCED.sub("", path.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_document
def test_links_lead_somewhere(path):
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{link} is dead"
        assert ROOT in target.parents, f"{link} leaves the repository"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{link} names no heading"


def command_lines() -> list[tuple[str, str, bool]]:
    """Every call of our command: (document, call, whether it is a line of its own); `\\` joins lines."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text("utf-8").replace("\\\n", " ")
        inline = re.findall(r"`((?:\.venv/bin/)?quotamesh [a-z][^`\n]*)`", text)
        lines = re.findall(r"^(?: {4})?(?:[A-Z_]+=\S+ )*((?:\.venv/bin/)?quotamesh [a-z].*)$", text, re.M)
        name = str(path.relative_to(ROOT))
        found += [(name, line.strip(), True) for line in lines] + [(name, line, False) for line in inline]
    return sorted(set(found))


def words_of(line: str) -> list[str]:
    """The arguments of one call; what follows a shell's sign, and signs of syntax, are left out."""
    line = re.split(r" (?:>|\||&&|#) ?", line)[0]
    line = line.replace("[", " ").replace("]", " ").replace("…", " ")
    return shlex.split(line)[1:]


def split_call(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that is called, groups followed down, and its own words."""
    command: click.Command = quotamesh
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
    return command, words


def is_pattern(words: list[str]) -> bool:
    """`quotamesh import KIND FILE…` shows a form, it is not a call."""
    return any(re.fullmatch(r"[A-Z]{3,}|OUR=THEIRS|our=theirs", word) for word in words)


@pytest.mark.parametrize(("document", "line", "whole"), command_lines())
def test_command_lines_parse(document, line, whole):
    """A line of its own is a whole call; within a sentence some of it may be left out."""
    command, words = split_call(words_of(line))
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in known, f"{document}: {line}: {word} is no option of {command.name}"
    if is_pattern(words) or isinstance(command, click.Group):
        return
    try:
        command.make_context(command.name, list(words))
    except click.MissingParameter:
        assert not whole, f"{document}: {line} lacks something"


def test_there_are_command_lines_to_check():
    assert len(command_lines()) > 30


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_command_and_both_make_targets(name):
    text = (ROOT / name).read_text("utf-8")
    for command in COMMANDS:
        assert f"`quotamesh {command}" in text
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    named = re.findall(r"^make ([a-z]+)", text, re.M)
    assert named == ["run", "test"]
    assert set(named) <= set(targets)


@pytest.mark.parametrize(
    "name", [*IN_BOTH, *(f"docs/rules/{rule}" for rule in ("money", "calendar", "split", "pace"))]
)
def test_user_documents_are_there_in_both_languages(name):
    english, chinese = ROOT / f"{name}.md", ROOT / f"{name}.zh-CN.md"
    assert f"({chinese.name})" in english.read_text("utf-8")
    assert f"({english.name})" in chinese.read_text("utf-8")


def test_tutorial_is_there_in_both_languages_with_the_same_pictures():
    english, chinese = (ROOT / "docs/tutorial" / f"{name}.md" for name in ("en", "zh-CN"))
    pictures = [
        re.findall(r"images/([\w-]+?)(?:\.zh-CN)?\.png", p.read_text("utf-8")) for p in (english, chinese)
    ]
    assert pictures[0] == pictures[1] != []
    assert all(".zh-CN.png" in link for link in links(chinese) if link.endswith(".png"))


def test_pictures_are_small_and_used():
    used = {
        (path.parent / link).resolve() for path in DOCUMENTS for link in links(path) if link.endswith(".png")
    }
    for picture in (ROOT / "docs").rglob("*.png"):
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name
        assert picture.resolve() in used, f"{picture.name} is in no document"


def test_readme_tells_the_columns_of_every_kind():
    for name in ("README.md", "README.zh-CN.md"):
        rows = re.findall(r"^\| ([a-z_]+) \| (.+) \|$", (ROOT / name).read_text("utf-8"), re.M)
        told = {kind: columns for kind, columns in rows if kind in {k.name for k in all_kinds()}}
        assert list(told) == [kind.name for kind in all_kinds()]
        for kind in all_kinds():
            sure, _, optional = told[kind.name].partition("[")
            for column in kind.columns:
                stated = sure + optional
                assert re.search(rf"\b{column.name}\b", stated), f"{name}: {kind.name}.{column.name}"
            for column in kind.required:
                assert re.search(rf"\b{column}\b", re.sub(r"\[.*?\]", "", told[kind.name])), (
                    f"{kind.name}.{column}"
                )


@pytest.mark.parametrize("name", ["docs/import.md", "docs/import.zh-CN.md"])
def test_import_documents_every_kind(name):
    sections = re.findall(r"^## ([a-z_]+)", (ROOT / name).read_text("utf-8"), re.M)
    assert sections == [kind.name for kind in all_kinds()]


def test_dependencies_names_every_direct_one():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    for line in wanted:
        name = re.match(r"[\w.-]+", line)[0]
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), f"{name} is not explained"


def test_every_decision_is_in_the_list():
    listed = set(links(ROOT / "docs/adr/README.md"))
    assert listed == {path.name for path in (ROOT / "docs/adr").glob("0*.md")}


def test_every_document_is_in_the_index():
    reached = {(ROOT / "docs" / link).resolve() for link in links(ROOT / "docs/README.md")}
    apart = {ROOT / "docs/README.md", *(ROOT / "docs/adr").glob("0*.md")}
    for path in (p for p in DOCUMENTS if ROOT / "docs" in p.parents and p not in apart):
        assert path in reached, f"{path.relative_to(ROOT)} is not in docs/README.md"
