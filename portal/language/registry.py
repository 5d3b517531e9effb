"""The seven interface languages, in one list, and what Django has to be told about them.

`settings` takes everything from here; nothing else in the code names a language by hand.
"""

from dataclasses import dataclass
from typing import Final

from django.conf.locale import LANG_INFO


@dataclass(frozen=True)
class Language:
    """One interface language: `code` (BCP 47), its own name, the words that browsers use for it."""

    code: str
    name: str
    own_name: str
    bidi: bool = False
    browser_codes: tuple[str, ...] = ()


LANGUAGES: Final = (
    Language("en", "English", "English"),
    Language("fr", "French", "Français"),
    Language("nl", "Dutch", "Nederlands"),
    Language("ar", "Arabic", "العربية", bidi=True),
    # Dari speakers read Persian; their browsers say `prs`, and the switcher names both.
    Language("fa", "Persian", "فارسی / دری", bidi=True, browser_codes=("prs", "fa-af")),
    Language("ps", "Pashto", "پښتو", bidi=True, browser_codes=("pus", "pbt", "pbu")),
    Language("ur", "Urdu", "اردو", bidi=True),
)
BY_CODE: Final = {language.code: language for language in LANGUAGES}
CODES: Final = tuple(BY_CODE)
BIDI_CODES: Final = tuple(language.code for language in LANGUAGES if language.bidi)
APPLICANT_CODES: Final = ("en", "ar", "fa", "ps", "ur")
STAFF_CODES: Final = ("en", "fr", "nl")


def teach_django() -> None:
    """Give Django the entry for Pashto it lacks: without it `/ps/` is 404 and the direction wrong."""
    pashto = BY_CODE["ps"]
    LANG_INFO["ps"] = {
        "bidi": True,
        "code": pashto.code,
        "name": pashto.name,
        "name_local": pashto.own_name,
    }


def from_browser(accept_language: str) -> str | None:
    """The first of our languages that an Accept-Language header asks for, or None.

    Shape: a code of `CODES`. Unknown and malformed parts are passed over; `prs` reads as `fa`.
    """
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.lower().split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        wishes.append((-quality, place, tag.strip()))
    for _, _, tag in sorted(wishes):
        for language in LANGUAGES:
            if tag in language.browser_codes or tag.split("-")[0] in (language.code, *language.browser_codes):
                return language.code
    return None
