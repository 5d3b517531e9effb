"""The checks of `make check` that are our own, each on a small checkout with a fault in it."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import yaml

from tests.commands.conftest import ROOT

PACKAGES = ("portal", "advisors", "applicants", "partnerships", "loans", "templates")
PLURAL = """
from django.utils.translation import gettext, ngettext

def days(number):
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}

def greeting(name):
    return gettext("Hello <b>%(name)s</b>") % {"name": name}
"""

pytestmark = pytest.mark.thorough


def command(checkout: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, checkout / "bin" / name, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    for name in ("catalogues.py", "budgets.py"):
        shutil.copy(ROOT / "bin" / name, tmp_path / "bin" / name)
    (tmp_path / "bin" / "budgets.txt").write_text("# none\n")
    for package in PACKAGES:
        (tmp_path / package).mkdir()
    (tmp_path / "loans" / "words.py").write_text(PLURAL)
    return tmp_path


@pytest.fixture
def translated(checkout: Path) -> Path:
    """A checkout whose catalogues are whole: each translation is its source."""
    assert command(checkout, "catalogues.py", "update").returncode == 0
    for path in checkout.glob("locale/*/LC_MESSAGES/django.po"):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for entry in catalogue:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
            else:
                entry.msgstr = entry.msgid
        catalogue.save()
    return checkout


def dutch(checkout: Path) -> polib.POFile:
    return polib.pofile(str(checkout / "locale" / "nl" / "LC_MESSAGES" / "django.po"), wrapwidth=0)


def found(catalogue: polib.POFile | polib.MOFile, text: str) -> polib.POEntry | polib.MOEntry:
    entry = catalogue.find(text)
    assert entry is not None
    return entry


def faults(checkout: Path) -> str:
    done = command(checkout, "catalogues.py", "check")
    assert done.returncode == 1
    return done.stdout


def test_whole_catalogues_pass(translated: Path) -> None:
    done = command(translated, "catalogues.py", "check")
    assert done.returncode == 0, done.stdout
    assert "ar: 2 texts, 100 % translated, 0 faults" in done.stdout


def test_an_update_keeps_translations_and_fills_english(translated: Path) -> None:
    catalogue = dutch(translated)
    found(catalogue, "Hello <b>%(name)s</b>").msgstr = "Dag <b>%(name)s</b>"
    catalogue.save()
    (translated / "loans" / "more.py").write_text(PLURAL + 'LATER = gettext("See you")\n')
    command(translated, "catalogues.py", "update")
    texts = {entry.msgid: entry.msgstr for entry in dutch(translated)}
    assert texts["Hello <b>%(name)s</b>"] == "Dag <b>%(name)s</b>"
    assert texts["See you"] == ""
    english = polib.pofile(str(translated / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    assert found(english, "See you").msgstr == "See you"


def test_arabic_gets_six_plural_forms(checkout: Path) -> None:
    command(checkout, "catalogues.py", "update")
    arabic = polib.pofile(str(checkout / "locale" / "ar" / "LC_MESSAGES" / "django.po"))
    assert len(found(arabic, "%(number)s day").msgstr_plural) == 6
    assert arabic.metadata["Plural-Forms"].startswith("nplurals=6;")


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        ("", "not translated"),
        ("Dag <b>%(naam)s</b>", "placeholders"),
        ("Dag <b></b>", "placeholders"),
        ("Dag %(name)s", "tags"),
        ("Dag <b>%(name)s</b>\n", "other white space"),
    ],
)
def test_a_translation_keeps_what_its_source_holds(translated: Path, translation: str, fault: str) -> None:
    catalogue = dutch(translated)
    found(catalogue, "Hello <b>%(name)s</b>").msgstr = translation
    catalogue.save()
    assert f"nl/LC_MESSAGES/django.po: {fault}" in faults(translated)


def test_a_guess_of_gettext_is_no_translation(translated: Path) -> None:
    catalogue = dutch(translated)
    catalogue[0].flags.append("fuzzy")
    catalogue.save()
    assert "fuzzy" in faults(translated)


def test_only_a_form_for_one_number_may_leave_the_number_out(translated: Path) -> None:
    for language, form in (("nl", 0), ("fr", 0)):
        path = translated / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path), wrapwidth=0)
        found(catalogue, "%(number)s day").msgstr_plural[form] = "one"
        catalogue.save()
    told = faults(translated)
    assert "fr/LC_MESSAGES/django.po: plural form 0: placeholders" in told, "in French it is also the form of 0"
    assert "nl/LC_MESSAGES" not in told


def test_a_text_of_the_sources_that_no_catalogue_holds(translated: Path) -> None:
    (translated / "templates" / "page.html").write_text("{% load i18n %}{% translate 'A new text' %}")
    assert "missing, make messages adds it: 'A new text'" in faults(translated)


def test_borrowed_texts_are_checked_and_never_touched(translated: Path) -> None:
    borrowed = translated / "locale" / "borrowed" / "ps" / "LC_MESSAGES" / "django.po"
    borrowed.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; '
    text = header + 'plural=(n != 1);\\n"\n\nmsgid "Enter a number."\nmsgstr ""\n'
    borrowed.write_text(text)
    command(translated, "catalogues.py", "update")
    assert borrowed.read_text() == text
    assert "borrowed/ps/LC_MESSAGES/django.po: not translated: 'Enter a number.'" in faults(translated)


def test_compiled_catalogues_speak(translated: Path) -> None:
    mo = translated / "locale" / "ps" / "LC_MESSAGES" / "django.mo"
    mo.unlink(missing_ok=True)
    assert command(translated, "catalogues.py", "compile").returncode == 0
    assert found(polib.mofile(str(mo)), "%(number)s day").msgstr_plural[1] == "%(number)s days"


def test_what_is_over_its_budget_is_named(checkout: Path) -> None:
    body = "    print()\n" * 41
    (checkout / "loans" / "long.py").write_text(f"def long():\n{body}")
    (checkout / "loans" / "views.py").write_text(f"def page(request):\n{body[: 26 * 12]}")
    (checkout / "templates" / "long.html").write_text("<p>\n" * 121)
    done = command(checkout, "budgets.py")
    assert done.returncode == 1
    assert "loans/long.py:long: 42 lines, the budget is 40" in done.stdout
    assert "loans/views.py:page: 27 lines, the budget is 25" in done.stdout
    assert "templates/long.html: 121 lines, the budget is 120" in done.stdout


@pytest.mark.parametrize(
    ("exception", "code", "told"),
    [
        ("loans/long.py:long 42", 0, ""),
        ("loans/long.py:long 50", 1, "may only go down"),
        ("loans/words.py:days 42", 1, "within its budget again"),
        ("loans/gone.py 400", 1, "is gone"),
    ],
)
def test_exceptions_only_shrink(checkout: Path, exception: str, code: int, told: str) -> None:
    (checkout / "loans" / "long.py").write_text("def long():\n" + "    print()\n" * 41)
    (checkout / "bin" / "budgets.txt").write_text(f"{exception}\n")
    done = command(checkout, "budgets.py")
    assert done.returncode == code
    assert told in done.stdout


def test_web_and_worker_can_be_scaled_to_several_containers() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    services = compose["services"]
    assert set(services) == {"database", "broker", "migrate", "web", "worker", "beat", "proxy"}
    for name in ("web", "worker"):
        assert "container_name" not in services[name]
        assert "ports" not in services[name]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert "name" not in compose, "docker-compose 1.29 refuses it"
