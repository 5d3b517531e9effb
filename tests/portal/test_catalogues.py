"""The seven languages are whole: catalogues, plural forms, the words of every form error, dates and direction."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import polib
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver
from django.utils import formats, translation
from django.utils.module_loading import import_string

from portal.accounts.adapter import AccountAdapter
from portal.forms import WesternDigits
from portal.language import registry
from portal.models import User

ROOT: Final = Path(settings.BASE_DIR)
ARABIC_SCRIPT: Final = registry.BIDI_CODES
# Names and signs that are written in Latin letters in every language.
LATIN: Final = {"IBAN", "PDF", "SMS", "WhatsApp", "URL", "JSON", "EUR", "BE", "APR", "UTF", "www", "http", "https"}
# The index of the plural form for each number, by the rules of CLDR and of bin/catalogues.py.
FORMS: Final = {
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 103: 3},
    "fa": {0: 0, 1: 0, 2: 1, 11: 1, 100: 1},
    "fr": {0: 0, 1: 0, 2: 1, 11: 1, 100: 1},
    **{code: {0: 1, 1: 0, 2: 1, 11: 1, 100: 1} for code in ("en", "nl", "ps", "ur")},
}
# One of these is refused by every field that can refuse anything.
BAD: Final = ("", "x", "x" * 6000, "0", "-1", "1.239", "9" * 40, "2026-02-31", "a@", "a\x00b", "BE00", "12")

pytestmark = pytest.mark.thorough


def catalogue(language: str, *, borrowed: bool = False) -> polib.POFile:
    folder = ROOT / "locale" / "borrowed" if borrowed else ROOT / "locale"
    return polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.skipif(not shutil.which("xgettext"), reason="reading the texts of the sources needs GNU gettext")
def test_the_catalogues_hold_every_text_of_the_sources_translated() -> None:
    command = [sys.executable, str(ROOT / "bin" / "catalogues.py"), "check"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", registry.CODES)
def test_every_text_is_translated_for_good(language: str) -> None:
    """Without GNU gettext, too: nothing empty, fuzzy or left over, and the same texts as in the others."""
    ours = catalogue(language)
    faults = [
        f"{problem}: {entry.msgid!r}"
        for entry in ours
        for problem, is_so in (
            ("fuzzy", entry.fuzzy),
            ("left over", entry.obsolete),
            ("empty", not entry.translated() and not entry.fuzzy and not entry.obsolete),
        )
        if is_so
    ]
    assert not faults, "\n".join(faults)
    missing = {entry.msgid for entry in catalogue("en")} ^ {entry.msgid for entry in ours}
    assert not missing, "\n".join(sorted(missing))


@pytest.mark.parametrize("language", registry.CODES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    counted = [entry for entry in catalogue(language) if entry.msgid_plural]
    assert counted
    with translation.override(language):
        for entry in counted:
            for number, form in FORMS[language].items():
                shown = (
                    translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, number)
                    if entry.msgctxt
                    else translation.ngettext(entry.msgid, entry.msgid_plural, number)
                )
                assert shown == entry.msgstr_plural[form], (number, entry.msgid)


def test_arabic_tells_six_numbers_apart() -> None:
    """One text whose six forms differ, so that a wrong rule cannot hide behind equal words."""
    richest = max(
        (entry for entry in catalogue("ar") if entry.msgid_plural), key=lambda one: len(set(one.msgstr_plural.values()))
    )
    with translation.override("ar"):
        shown = [translation.ngettext(richest.msgid, richest.msgid_plural, n) for n in (0, 1, 2, 3, 11, 100)]

    assert len(set(shown)) >= 5, shown


# --- form errors -----------------------------------------------------------------------------------------


def form_classes() -> list[Any]:
    """Every form of the portal's pages; the back office speaks en, fr and nl alone."""
    assert get_resolver().url_patterns  # imports them all
    named = [import_string(path) for path in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values())]
    found = [*_below(WesternDigits), *named]
    ours = ("portal.", "applicants.", "loans.", "partnerships.", "advisors.")
    return [form for form in found if form.__module__.startswith(ours) and not form.__module__.endswith("admin")]


def _below(base: Any) -> Iterator[Any]:
    for child in base.__subclasses__():
        yield child
        yield from _below(child)


def fields() -> list[tuple[str, forms.Field]]:
    return [(f"{form.__name__}.{name}", field) for form in form_classes() for name, field in form.base_fields.items()]


def written(field: forms.Field) -> Iterator[str]:
    """What a field may say, as it is kept: with placeholders."""
    kept = [*field.error_messages.values(), *(getattr(check, "message", "") for check in field.validators)]
    yield from filter(None, map(str, kept))  # what depends on a number has no words yet


def raised(field: forms.Field) -> Iterator[str]:
    """What a field does say to nonsense: with numbers, in the plural form that fits."""
    for bad in BAD:
        value: Any = bad
        if isinstance(field, forms.MultiValueField):
            value = [bad] * len(field.fields)
        elif isinstance(field, forms.MultipleChoiceField):
            value = [bad] if bad else []
        try:
            field.clean(value)
        except ValidationError as problem:
            yield from problem.messages


def foreign(texts: Iterable[tuple[str, str]]) -> list[str]:
    """The texts that are not in Arabic script, or hold a Latin word that is no name; placeholders do not count."""
    found: dict[str, str] = {}
    for where, text in texts:
        plain = re.sub(r"%\(\w+\)\w|%[a-z]|\{\w*\}|<[^>]*>|x{5,}|[\w.]+@[\w.]*", "", text)
        words = set(re.findall(r"[A-Za-z]{2,}", plain)) - LATIN
        if words or not re.search(r"[\u0620-\u06ff]", plain):
            found.setdefault(text, f"{text!r} ({where})")
    return sorted(found.values())


def test_the_forms_are_found() -> None:
    names = {name for name, _field in fields()}

    assert len(names) > 60
    assert len({type(field) for _name, field in fields()}) > 12
    assert any(len(list(raised(field))) > 2 for _name, field in fields())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_every_form_error_is_in_the_script_of_the_language(language: str) -> None:
    with translation.override(language):
        said = [(name, text) for name, field in fields() for text in (*written(field), *raised(field))]
        problems = foreign(said)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_what_is_said_about_passwords_and_logging_in_is_in_the_script_of_the_language(language: str) -> None:
    with translation.override(language):
        said = [("login", str(text)) for key, text in AccountAdapter.error_messages.items() if key in shown_at_login()]
        for validator in get_default_password_validators():
            for password in ("short", "password1234", "anouk@example.org"):
                try:
                    validator.validate(password, User(email="anouk@example.org", name="Anouk"))
                except ValidationError as problem:
                    said += [("password", text) for text in problem.messages]
            said.append(("help", validator.get_help_text()))
        problems = foreign(said)
    assert len(said) > 10
    assert not problems, "\n".join(problems)


def shown_at_login() -> set[str]:
    """What can go wrong without signing up, user names or several addresses, none of which the portal has."""
    return {
        "account_inactive",
        "email_password_mismatch",
        "enter_current_password",
        "incorrect_code",
        "incorrect_password",
        "invalid_login",
        "invalid_password_reset",
        "password_min_length",
        "rate_limited",
        "too_many_login_attempts",
    }


# --- formats ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", registry.CODES)
def test_dates_are_day_first(language: str) -> None:
    """3 April is never 4 March: neither when it is shown nor when it is read."""
    day = date(2026, 4, 3)
    with translation.override(language):
        assert re.match(r"0?3\D", formats.date_format(day, "DATE_FORMAT")), language
        assert re.match(r"0?3\D0?4\D2026", formats.date_format(day, "SHORT_DATE_FORMAT")), language
        assert forms.DateField().clean("03/04/2026") == day
        assert forms.DateField().clean("2026-04-03") == day


@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_months_are_named_in_the_script_of_the_language(language: str) -> None:
    with translation.override(language):
        named = [formats.date_format(date(2026, month, 3), "DATE_FORMAT") for month in range(1, 13)]

    assert not foreign(("month", text) for text in named)
    assert len(set(named)) == 12


@pytest.mark.parametrize(("language", "sign"), [("ur", "."), ("ps", "."), ("fr", ","), ("nl", ",")])
def test_decimals_have_the_sign_of_the_language(language: str, sign: str) -> None:
    with translation.override(language):
        assert formats.number_format(1234.5) == f"1234{sign}5"


@pytest.mark.django_db
@pytest.mark.parametrize("language", registry.CODES)
def test_the_page_runs_in_the_direction_of_the_language(client: Client, language: str) -> None:
    page = client.get(f"/{language}/").content.decode()

    direction = "rtl" if language in ("ar", "fa", "ps", "ur") else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
