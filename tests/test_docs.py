"""What the documents say is true: their links lead somewhere, their commands parse, their files are read, their tests exist."""

import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from PIL import Image

from bench.papers import BYTES_MOST
from bench.pictures import tidied
from models import exporting, exporting_report, importing
from models.book import Book
from models.layout import STANDARD_COLUMNS
from tui.commandline.arguments import parsed
from tui.config import read_config
from tui.config_values import LABELS, PRINTER, SCANNER, SOUND, TOP

ROOT = Path(__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
INLINE = re.compile(r"`([^`\n]+)`")
NAMED_TEST = re.compile(r"(test_\w+\.py)::(test_\w+)")
STANDS_FOR = {"COMMAND": "show", "KIND": "items", "MAKER": "zebra"}
PICTURE_BYTES_MOST = 60_000
PAPERS = ROOT / "docs" / "paper.md"


def fences(text: str) -> Iterator[tuple[str, str]]:
    """Every fenced block: its language and what is in it."""
    yield from FENCE.findall(text)


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return FENCE.sub("", text)


def anchors(file: Path) -> set[str]:
    """What a link may name behind its #: each heading in small letters, blanks as dashes, signs gone."""
    titles = re.findall(r"^#+ (.+)$", prose(file.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def program_lines(text: str) -> Iterator[list[str]]:
    """The arguments of every call of the program in fenced blocks and in the prose; a command that the prose only names
    is asked for its help.
    """
    blocks = [block for language, block in fences(text) if language in {"sh", ""}]
    named = [code.replace("…", "") for code in INLINE.findall(prose(text)) if "serialdock " in code]
    for line in [line for block in blocks for line in block.splitlines()] + named:
        for part in re.split(r"&&| \| ", line):
            words = shlex.split(part, comments=True) if "serialdock" in part else []
            if words and Path(words[0]).name == "serialdock":
                arguments = [STANDS_FOR.get(word, word) for word in words[1:]]
                yield [*arguments, "--help"] if line in named and len(arguments) == 1 else arguments


def refusal_of(words: list[str]) -> str:
    """What the program says against these arguments, or nothing; --help and --version end well."""
    with redirect_stderr(StringIO()) as said:
        try:
            parsed(words)
        except SystemExit as end:
            return said.getvalue() if end.code else ""
    return ""


def sections(text: str) -> dict[str, str]:
    """The second-level parts of a document by their headings."""
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def first_cells(text: str) -> list[str]:
    """Every `name` in the first column of the tables."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    return [name for cell in rows for name in INLINE.findall(cell)]


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    for target in LINK.findall(prose(file.read_text())):
        path, _, anchor = target.partition("#")
        there = (file.parent / path) if path else file
        assert there.exists(), f"{file.name}: {target}"
        assert not anchor or anchor in anchors(there), f"{file.name}: {target}"


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_command_is_one_the_program_takes(file: Path) -> None:
    for words in program_lines(file.read_text()):
        assert refusal_of(words) == "", f"{file.name}: {' '.join(words)}"


def test_every_command_of_the_program_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed(["--help"])
    commands = re.findall(r"^    (\w+)  ", capsys.readouterr().out, re.MULTILINE)
    named = {words[0] for words in program_lines((ROOT / "README.md").read_text()) if words}
    assert len(commands) > 8
    assert set(commands) <= named


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_configuration_shown_is_read(file: Path, tmp_path: Path) -> None:
    for language, block in fences(file.read_text()):
        if language == "toml":
            shown = tmp_path / "serialdock.toml"
            shown.write_text(block)
            read_config(shown)


def test_the_owner_finds_every_configuration_key_and_no_other() -> None:
    part = sections((ROOT / "docs" / "owner.md").read_text())["The configuration file"]
    plain = [name for name in first_cells(part) if not name.startswith("[")]
    tables = {"scanner", "printer", "labels", "sound"}
    assert plain == [*(key for key in TOP if key not in tables), *SCANNER, *PRINTER, *LABELS, *SOUND]


def test_the_examples_of_files_import_as_they_stand(book: Book, tmp_path: Path) -> None:
    parts = sections((ROOT / "docs" / "csv.md").read_text())
    brought = []
    for what, part in parts.items():
        for language, block in fences(part):
            if language != "csv":
                continue
            path = tmp_path / f"{what}.csv"
            path.write_text(block)
            assert book.perform(importing.import_file, what=what, path=path).created > 0
            again = book.perform(importing.import_file, what=what, path=path)
            assert (again.created, again.updated) == (0, 0)
            brought.append(what)
    assert sorted(brought) == sorted(importing.KINDS)


def test_the_columns_of_files_are_all_explained() -> None:
    parts = sections((ROOT / "docs" / "csv.md").read_text())
    for what in ("locations", "items", "suppliers", "purchase-orders"):
        assert first_cells(parts[what]) == list(importing.KINDS[what].known)
    assert importing.KINDS["customers"].known == importing.KINDS["suppliers"].known
    assert first_cells(parts["The export"]) == list(exporting.HEADER)
    named = INLINE.findall(parts["The export"])
    assert set(exporting_report.HEADER) <= set(named)


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_test_that_is_named_exists(file: Path) -> None:
    for stem, name in NAMED_TEST.findall(file.read_text()):
        places = list((ROOT / "tests").rglob(stem))
        assert any(f"def {name}(" in place.read_text() for place in places), f"{stem}::{name}"


def test_every_rule_names_a_screen_and_a_test() -> None:
    text = (ROOT / "docs" / "help-page.md").read_text()
    rows = [line.split("|") for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row[1]) for row in rows] == list(range(1, 10))
    assert all(row[3].strip() and NAMED_TEST.search(row[5]) for row in rows)


def test_every_step_names_its_test_and_every_test_of_a_step_is_named() -> None:
    steps = sections((ROOT / "docs" / "help-page.md").read_text())["Step by step"]
    named = {name for stem, name in NAMED_TEST.findall(steps) if stem == "test_rules.py"}
    source = (ROOT / "tests" / "flows" / "test_rules.py").read_text()
    assert named == set(re.findall(r"async def (test_\w+)", source))


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.name)
def test_a_picture_is_small_and_fetches_nothing(file: Path) -> None:
    text = file.read_text()
    assert len(text) < PICTURE_BYTES_MOST
    assert "url(http" not in text
    assert "@font-face" not in text
    assert set(re.findall(r"https?://[^\"\s<]+", text)) == {"http://www.w3.org/2000/svg"}


def test_a_picture_is_tidied_of_fonts_and_hosts() -> None:
    web = (
        '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- made with https://example.org -->\n<style>\n@font-face {\n'
        'src: url("https://example.org/a.woff2");\n}\n.terminal-123-r1 { font-family: Fira Code, monospace; }   \n'
    )
    assert tidied(web) == (
        '<svg xml:space="preserve" xmlns="http://www.w3.org/2000/svg">\n<style>\n'
        '.t-r1 { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; }\n'
    )


def test_every_kind_of_paper_has_its_picture_and_its_place_in_the_book_of_papers() -> None:
    shown = {link for link in LINK.findall(PAPERS.read_text()) if link.endswith(".png")}
    assert shown == {f"pictures/paper-{kind}.png" for kind in STANDARD_COLUMNS}
    for link in shown:
        file = PAPERS.parent / link
        assert file.stat().st_size < BYTES_MOST
        with Image.open(file) as picture:
            assert picture.width * 1.41 == pytest.approx(picture.height, rel=0.01)
