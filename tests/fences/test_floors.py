"""What the import linter cannot see: rows are fetched through `visible_to`, templates look down the house, never up."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["portal", "advisors", "applicants", "partnerships", "loans"]
FOLDERS = {"account": "portal", "mfa": "portal", "admin": "portal", "bootstrap5": "portal", "messages": "loans"}
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LINK = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
# Configuration that everybody may read: no row of a person, nothing that an office owns.
OPEN_TO_ALL = {
    "Community",
    "ChecklistQuestion",
    "CountryEntry",
    "DocumentKind",
    "Holiday",
    "Office",
    "PermitKind",
    "Product",
    "Speciality",
    "SpokenLanguage",
}

SOURCES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "migrations" not in path.parts)
DOORKEEPERS = [path for path in SOURCES if re.search(r"(views|forms)$", path.stem)]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def fetches(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each `Model.objects.…` as (model, the method that follows)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            model = node.value.value
            yield (model.id if isinstance(model, ast.Name) else ast.unparse(model)), node.attr


def test_views_and_forms_get_rows_through_visible_to() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {model}.objects.{method}"
        for path in DOORKEEPERS
        for model, method in fetches(ast.parse(path.read_text()))
        if method != "visible_to" and model not in OPEN_TO_ALL
    ]

    assert found == []


def floor_of(template: str) -> str:
    folder = template.split("/", maxsplit=1)[0]
    return FOLDERS.get(folder, folder if folder in FLOORS else "portal")


def url_floors(resolver: URLResolver | None = None) -> Iterator[tuple[str, str]]:
    """(name of the address, floor of its view); foreign views count as the ground floor."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from url_floors(found)
        elif isinstance(found, URLPattern) and found.name:
            package = str(getattr(found.callback, "__module__", "")).split(".")[0]
            yield found.name, package if package in FLOORS else "portal"


def test_templates_look_down_never_up() -> None:
    urls = dict(url_floors())
    up: dict[str, list[str]] = {}
    for path in TEMPLATES:
        text, name = path.read_text(), str(path.relative_to(ROOT / "templates"))
        floor = FLOORS.index(floor_of(name))
        found = [each for each in INCLUDE.findall(text) if FLOORS.index(floor_of(each)) > floor]
        found += [
            each
            for each in LINK.findall(text)
            if each not in settings.ENTRANCES and FLOORS.index(urls.get(each, "portal")) > floor
        ]
        if found:
            up[name] = found

    assert up == {}


# urls ▶ views ▶ forms ▶ actions ▶ models ▶ pure modules; tasks and commands ▶ actions. By the names of files.
LAYERS = ["models", "actions", "forms", "views", "urls"]


def layer_of(module: str) -> int | None:
    last = module.rsplit(".", 1)[-1]
    return next((LAYERS.index(kind) for kind in LAYERS if last == kind or last.endswith(f"_{kind}")), None)


def imports_of(path: Path) -> Iterator[str]:
    """The modules of ours that a file names when it is loaded."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in FLOORS:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _goes_up(path: Path, found: str) -> bool:
    own = layer_of(path.stem)
    return (own is not None and (layer_of(found) or 0) > own) or (path.stem != "celery" and found.endswith(".tasks"))


def test_within_an_app_files_import_downwards() -> None:
    up = [
        f"{path.relative_to(ROOT)}: {found}" for path in SOURCES for found in imports_of(path) if _goes_up(path, found)
    ]

    assert up == []
