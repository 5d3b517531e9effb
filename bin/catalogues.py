#!/usr/bin/env python3
"""
The message catalogues: `compile` them, `update` them from the sources, `check` that they are whole.

locale/<language> holds our own texts. locale/borrowed/<language> holds texts of Django and of other packages
that those do not translate; no extraction touches it. Compiling needs Python alone, the rest GNU gettext.
"""

from __future__ import annotations

import argparse
import copy
import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
SOURCES = ("portal", "advisors", "applicants", "partnerships", "loans", "templates")
ONE_OR_MORE = "nplurals=2; plural=(n != 1);"
UP_TO_ONE = "nplurals=2; plural=(n > 1);"
SIX = "nplurals=6; plural=n==0?0:n==1?1:n==2?2:n%100>=3&&n%100<=10?3:n%100>=11&&n%100<=99?4:5;"
PLURALS = {
    "en": ONE_OR_MORE,
    "fr": UP_TO_ONE,
    "nl": ONE_OR_MORE,
    "ar": SIX,
    "fa": UP_TO_ONE,
    "ps": ONE_OR_MORE,
    "ur": ONE_OR_MORE,
}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]?[\d.]*[a-zA-Z]|%[\d.]*[a-zA-Z%]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
EDGES = re.compile(r"\A(\s*).*?(\s*)\Z", re.DOTALL)


def path_of(language: str, *, borrowed: bool = False) -> Path:
    return (LOCALE / "borrowed" if borrowed else LOCALE) / language / "LC_MESSAGES" / "django.po"


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def compile_all() -> None:
    """Write the .mo of each .po below locale/ that has none, or an older one."""
    for po in sorted(LOCALE.rglob("*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        draft = mo.with_suffix(".mo.new")
        polib.pofile(str(po)).save_as_mofile(str(draft))
        draft.replace(mo)  # whole, or not at all


def extract() -> polib.POFile:
    """Every text of the sources that is to be translated: Django's own extraction, in a folder apart."""
    if not shutil.which("xgettext"):
        raise SystemExit("This needs GNU gettext: install the package gettext and try again.")
    with tempfile.TemporaryDirectory(prefix="sanduq-") as folder:
        for name in SOURCES:
            (Path(folder) / name).symlink_to(ROOT / name)
        (Path(folder) / "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "en",
            "--symlinks",
            "--keep-pot",
        ]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(
            [*command, "--no-wrap", "--add-location", "file", "--ignore", "migrations"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        pot = Path(folder) / "locale" / "django.pot"
        if done.returncode or not pot.exists():
            raise SystemExit(f"The texts could not be read from the sources:\n{done.stdout}{done.stderr}")
        return polib.pofile(str(pot))


def merged(pot: polib.POFile, language: str) -> polib.POFile:
    """The catalogue of a language: the texts of `pot` in its order, with the translations we have."""
    path = path_of(language)
    known = {key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "Sanduq",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for entry in pot:
        old = known.get(key(entry))
        if language == "en":
            fill_with_source(entry)
        elif entry.msgid_plural:
            count = int(PLURALS[language][len("nplurals=")])
            had = old.msgstr_plural if old and not old.fuzzy else {}
            entry.msgstr_plural = {form: had.get(form, "") for form in range(count)}
        else:
            entry.msgstr = old.msgstr if old and not old.fuzzy else ""
        catalogue.append(entry)
    return catalogue


def fill_with_source(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def update() -> None:
    """Bring the seven catalogues up to date with the sources, and say what is left to translate."""
    pot = extract()
    for language in PLURALS:
        catalogue = merged(copy.deepcopy(pot), language)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        left = len([entry for entry in catalogue if not entry.translated()])
        print(f"{language}: {len(catalogue)} texts, {left} to translate")


def forms_that_may_drop(language: str, *, one_shown: bool) -> set[int]:
    """The plural forms that need not show the number: those of one number alone, and the form of 0 and 1
    (fr, fa) where the source does not show the one either (`one_shown`): it never speaks of none.
    """
    rule = gettext.c2py(PLURALS[language].split("plural=")[1].rstrip(";"))
    served: dict[int, set[int]] = {}
    for number in range(1000):
        served.setdefault(rule(number), set()).add(number)
    return {form for form, numbers in served.items() if len(numbers) == 1 or (not one_shown and numbers == {0, 1})}


def parts(text: str) -> tuple[Counter[str], Counter[str], tuple[str, ...]]:
    """What a translation must keep: placeholders, tags, white space at the edges."""
    edges = EDGES.match(text)
    return Counter(PLACEHOLDER.findall(text)), Counter(TAG.findall(text)), edges.groups() if edges else ()


def differences(source: str, translation: str, *, may_drop_number: bool = False) -> Iterator[str]:
    """Why this translation does not fit its source."""
    placeholders, tags, edges = parts(source)
    found, found_tags, found_edges = parts(translation)
    lost = placeholders - found
    if found - placeholders or (lost and not (may_drop_number and lost.total() == 1)):
        yield f"placeholders {sorted(found)} instead of {sorted(placeholders)}"
    if tags != found_tags:
        yield f"tags {sorted(found_tags)} instead of {sorted(tags)}"
    if edges != found_edges:
        yield "other white space at the beginning or the end"


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    """What is wrong with one entry, each in a few words."""
    if entry.fuzzy:
        yield "fuzzy"
    if not entry.msgid_plural:
        yield from differences(entry.msgid, entry.msgstr) if entry.msgstr else ["not translated"]
        return
    expected = set(range(int(PLURALS[language][len("nplurals=")])))
    if set(entry.msgstr_plural) != expected or not all(entry.msgstr_plural.values()):
        yield f"not all of its {len(expected)} plural forms are there"
        return
    one_shown = parts(entry.msgid)[0] == parts(entry.msgid_plural)[0]
    single = forms_that_may_drop(language, one_shown=one_shown)
    for form, text in entry.msgstr_plural.items():
        for fault in differences(entry.msgid_plural, text, may_drop_number=form in single):
            yield f"plural form {form}: {fault}"


def check_catalogue(path: Path, language: str, wanted: set[tuple[str | None, str]] | None) -> list[str]:
    """The faults of one catalogue; `wanted` are the texts it has to hold, None for any."""
    if not path.exists():
        return [f"{path.relative_to(ROOT)} is missing: make messages"]
    catalogue = polib.pofile(str(path))
    found = [f"Plural-Forms should be {PLURALS[language]}"] * (
        catalogue.metadata.get("Plural-Forms") != PLURALS[language]
    )
    held = Counter(key(entry) for entry in catalogue if not entry.obsolete)
    if wanted is not None:
        found += [f"missing, make messages adds it: {text!r}" for _context, text in sorted(wanted - set(held), key=str)]
        found += [f"in no source, make messages drops it: {text!r}" for _c, text in sorted(set(held) - wanted, key=str)]
    found += [f"twice: {text!r}" for (_context, text), times in held.items() if times > 1]
    for entry in catalogue:
        found += [
            f"{fault}: {entry.msgid!r}" for fault in (["obsolete"] if entry.obsolete else faults(entry, language))
        ]
    share = catalogue.percent_translated()
    where = f"{language}{' (borrowed)' if wanted is None else ''}"
    print(f"{where}: {len(held)} texts, {share} % translated, {len(found)} faults")
    return [f"{path.relative_to(ROOT)}: {fault}" for fault in found]


def check() -> int:
    """Print the faults of all catalogues; the exit code."""
    wanted = {key(entry) for entry in extract()}
    found: list[str] = []
    for language in PLURALS:
        found += check_catalogue(path_of(language), language, wanted)
        if path_of(language, borrowed=True).exists():
            found += check_catalogue(path_of(language, borrowed=True), language, None)
    print(*found, sep="\n")
    return 1 if found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=["compile", "update", "check"])
    asked = parser.parse_args().do
    if asked == "check":
        return check()
    if asked == "update":
        update()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
