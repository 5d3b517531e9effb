"""The documents tell the truth: what they name is there, and their tables are those of the code."""

import re
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from loans.demo import institution
from portal.privacy import Personal
from portal.roles import PERMISSIONS, Permission, Role
from portal.settings import SLOTS

ROOT: Final = Path(settings.BASE_DIR)
PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FLOORS: Final = ("portal", "advisors", "applicants", "partnerships", "loans")
LINK: Final = re.compile(r"""\]\(([^)\s]+)\)|\bsrc="([^"]+)\"""")
HEADING: Final = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FENCE: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE: Final = re.compile(r"`([^`]+)`")
BLOCK: Final = re.compile(r"^ {4,}(\S.*)$", re.MULTILINE)
# What stands in code marks and looks like a file of ours, but is made at run time or stands for others.
MADE_LATER: Final = {
    "static/vendor/",
    "var/",
    "var/test",
    "var/postgres",
    "vendor/",
    "node_modules/",
    ".venv/bin/python",
}
OUR_FOLDERS: Final = (*FLOORS, "templates", "static", "locale", "bin", "bench", "deploy", "tests", "docs")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(path: Path) -> list[str]:
    """Everything a page sets in code marks, or in a block of commands."""
    found = FENCE.sub("", path.read_text(encoding="utf-8"))
    return [" ".join(word.split()) for word in (*CODE.findall(found), *BLOCK.findall(found))]


def table_below(page: str, first_heading: str) -> list[list[str]]:
    """The rows of the table whose head begins with this cell, as plain words."""
    lines = text(page).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_heading} |"))
    rows = []
    for line in (lines[start], *lines[start + 2 :]):
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return rows


def anchors(path: Path) -> set[str]:
    """The names of a page's headings, as they stand in a link."""
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for link in (first or second for first, second in LINK.findall(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _hash, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_exist(path: Path) -> None:
    places = [word for word in named(path) if re.fullmatch(r"[\w.\-]+(/[\w.\-]+)*/?", word) and "/" in word]
    ours = [word for word in places if word.split("/")[0] in OUR_FOLDERS and word not in MADE_LATER]

    assert [word for word in ours if not (ROOT / word).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    commands = {name for name, app in get_commands().items() if not app.startswith(("allauth", "csp"))}
    words = " ; ".join(named(path))

    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", words)) - targets == set()
    assert set(re.findall(r"\bmanage\.py ([a-z_]+)", words)) - commands == set()


def test_every_command_of_ours_is_named_somewhere() -> None:
    ours = {name for name, app in get_commands().items() if app in FLOORS}
    told = {word for path in PAGES for found in named(path) for word in re.findall(r"\w+", found)}

    assert ours - told == set()


def test_the_readme_names_every_setting_of_the_environment() -> None:
    asked = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", text("portal/settings.py")))
    rows = table_below("README.md", "name")[1:]

    assert {name for row in rows for name in CODE.findall(row[0])} == asked


def test_the_readme_names_the_demos_logins() -> None:
    rows = [tuple(row) for row in table_below("README.md", "role")[1:]]

    assert rows == institution.logins()


def test_the_permission_table_is_that_of_the_code() -> None:
    head, *rows = table_below("docs/architecture.md", "permission")
    said = {(role, row[0].strip("`")) for row in rows for role, mark in zip(head[1:], row[1:], strict=True) if mark}

    assert head[1:] == [str(role.label) for role in Role]
    assert [row[0].strip("`") for row in rows] == [permission.value for permission in Permission]
    assert said == {(str(role.label), permission.value) for role in Role for permission in PERMISSIONS[role]}


def test_the_slots_table_is_that_of_the_settings() -> None:
    rows = table_below("docs/architecture.md", "slot")[1:]

    assert {CODE.findall(slot)[0]: CODE.findall(fillers) for slot, fillers in rows} == SLOTS


def test_every_room_has_its_line() -> None:
    rooms = {
        str(path.parent.relative_to(ROOT))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("__init__.py")
        if not {"migrations", "commands"} & set(path.parts) and path.parent.parent.name != "formats"
    }
    lines = {CODE.findall(row[0])[0].rstrip("/") for row in table_below("docs/architecture.md", "folder")[1:]}

    assert rooms - lines == set()
    assert {line for line in lines if not (ROOT / line).is_dir()} == set()


def test_the_privacy_table_is_that_of_the_models() -> None:
    said = {
        (CODE.findall(table)[0], field, why, keep.strip("`"), mask.strip("`"))
        for table, fields, why, keep, mask in table_below("docs/privacy.md", "table")[1:]
        for field in CODE.findall(fields)
    }
    declared: dict[str, dict[str, Personal]] = {
        model.__name__: getattr(model, "PERSONAL", {}) for model in apps.get_models()
    }

    assert said == {
        (model, field, kept.purpose, kept.keep, kept.mask)
        for model, fields in declared.items()
        for field, kept in fields.items()
    }


def test_the_glossary_has_a_word_in_all_seven_languages() -> None:
    rows = [line for line in text("docs/glossary.md").splitlines() if line.startswith("|") and "---" not in line]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]

    assert [row for row in cells if len(row) != 7 or not all(row)] == []
    assert len(cells) > 60


def test_nothing_names_the_machine_it_was_written_on() -> None:
    assert [str(path) for path in PAGES if str(ROOT) in path.read_text(encoding="utf-8")] == []
