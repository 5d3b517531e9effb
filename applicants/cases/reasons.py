"""The words of a match: reasons are kept as codes with parameters, and said in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import TextChoices
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisors.matching import Reason
from advisors.models import Level, SpokenLanguage
from applicants.cases.models import Case
from portal.models import Office

Params = Mapping[str, Any]


class Why(TextChoices):
    """Why files go to colleagues. Kept short on purpose: whether somebody is ill is nobody's business in a file."""

    AWAY = "away", gettext_lazy("is away")
    LEAVES = "leaves", gettext_lazy("leaves")
    TOO_MUCH = "too_much", gettext_lazy("has too many files")


@dataclass(frozen=True)
class Names:
    """Spoken languages by code and offices by key, named in the language of the page."""

    languages: Mapping[str, str]
    offices: Mapping[int, str]

    def language(self, code: str) -> str:
        return self.languages.get(code, code)

    def listed(self, codes: Iterable[str]) -> str:
        return _(", ").join(self.language(code) for code in codes)


def names_now() -> Names:
    """In the active language; two queries, so load them once for a list."""
    languages = {language.code: str(language) for language in SpokenLanguage.objects.all()}
    return Names(languages, {office.pk: str(office) for office in Office.objects.all()})


def to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """As a case keeps them; days as ISO text."""
    return [{"code": reason.code, "params": {k: _plain(v) for k, v in reason.params.items()}} for reason in reasons]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def reasons_in_words(case: Case, language: str) -> list[str]:
    """Why the case is where it is, each reason a few words, in `language`: "speaks Pashto (native)", "Ghent" …"""
    with translation.override(language):
        return in_words(case.match_reasons, names_now())


def in_words(kept: Iterable[Params], names: Names) -> list[str]:
    """Reasons as `to_json` makes them, in the active language. A code of a later version is left out."""
    return [_WORDS[reason["code"]](reason["params"], names) for reason in kept if reason["code"] in _WORDS]


def _language(params: Params, names: Names) -> str:
    spoken = {"language": names.language(params["language"]), "level": Level(params["level"]).label}
    return _("speaks %(language)s (%(level)s)") % spoken


def _kindred(params: Params, names: Names) -> str:
    return _("speaks %(spoken)s (%(level)s), close to %(language)s") % {
        "spoken": names.language(params["spoken"]),
        "level": Level(params["level"]).label,
        "language": names.language(params["language"]),
    }


def _office(params: Params, names: Names) -> str:
    return names.offices.get(params["office"], "")


def _by_phone(params: Params, names: Names) -> str:
    offices = _(", ").join(names.offices.get(key, "") for key in params["offices"])
    return _("by phone or video, from %(offices)s") % {"offices": offices}


def _load(params: Params, names: Names) -> str:
    del names
    words = ngettext("%(load)s of %(size)s file", "%(load)s of %(size)s files", params["size"])
    return words % {"load": params["load"], "size": params["size"]}


def _back_on(params: Params, names: Names) -> str:
    del names
    return _("back on %(day)s") % {"day": date_format(date.fromisoformat(params["day"]), "DATE_FORMAT")}


def _nobody_speaks(params: Params, names: Names) -> str:
    return _("nobody here speaks %(languages)s") % {"languages": names.listed(params["languages"])}


def _no_room(params: Params, names: Names) -> str:
    return _("who speaks %(languages)s has no room or is away") % {"languages": names.listed(params["languages"])}


def _office_full(params: Params, names: Names) -> str:
    return _("nobody has room at %(office)s") % {"office": _office(params, names)}


def _by_hand(params: Params, names: Names) -> str:
    del names
    if params.get("reason"):
        return _("chosen by a colleague: %(reason)s") % {"reason": params["reason"]}
    return _("chosen by a colleague")


def _handed_over(params: Params, names: Names) -> str:
    del names
    return _("handed over by %(advisor)s (%(why)s)") % {"advisor": params["from"], "why": Why(params["why"]).label}


def _plainly(sentence: Callable[[], str]) -> Callable[[Params, Names], str]:
    return lambda _params, _names: sentence()


_WORDS: Final[dict[str, Callable[[Params, Names], str]]] = {
    "previous_advisor": _plainly(lambda: _("was the advisor before")),
    "named_advisor": _plainly(lambda: _("was asked for by the partner")),
    "language": _language,
    "kindred_language": _kindred,
    "office": _office,
    "by_phone": _by_phone,
    "load": _load,
    "full": _plainly(lambda: _("has no room left")),
    "away": _plainly(lambda: _("is away")),
    "back_on": _back_on,
    "nobody_speaks": _nobody_speaks,
    "no_room": _no_room,
    "interpreter": _plainly(lambda: _("with an interpreter")),
    "office_full": _office_full,
    "by_hand": _by_hand,
    "handed_over": _handed_over,
    "batch": _plainly(lambda: _("from the proposal for the whole queue")),
    "taken": _plainly(lambda: _("took the file")),
}
