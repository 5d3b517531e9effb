"""Who is it? By file number, phone, e-mail, or name in any script and spelling.

Indexes find candidates (trigrams of the search keys, the skeleton); `similarity` ranks them. Somebody whose file the
searcher may not see is shown as "known in Ghent" and only when what was typed is as good as certain: a search must
not become a way to read other offices' lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import phonenumbers
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Prefetch, Q

from applicants.cases.models import Case
from applicants.persons.models import Contact, ContactKind, Person
from portal.actors import Actor
from portal.language.digits import to_ascii
from portal.language.names import compact_key, search_key, similarity, skeleton
from portal.models import Country, Office
from portal.refs import normalise

MOST_SHOWN: Final = 20
_MOST_CANDIDATES: Final = 200
_ALIKE: Final = 0.72  # below it is another name
_CERTAIN: Final = 0.9  # from here on a stranger’s office is named
_PART_OF_A_NAME: Final = 0.89  # Karimi, asked for Mohammad Karimi: a good hit, and never certain
_FEWEST_DIGITS: Final = 6


@dataclass(frozen=True)
class Found:
    """A person with her files that the searcher may open, newest first; `score` 0-1.

    Without files it is somebody of another office: `known_in` says where, and her name must not be shown.
    `known_in` is None while her request has no office yet.
    """

    person: Person
    files: tuple[Case, ...]
    known_in: Office | None
    score: float


def find(actor: Actor, text: str) -> list[Found]:
    """The best `MOST_SHOWN` people, those whose files may be opened first. Who sees no names finds by number only."""
    scores = _scores(text, names=actor.sees_names)
    every_file = Case.objects.select_related("office").order_by("-created_at")
    people = Person.objects.filter(pk__in=scores, cases__isnull=False).distinct()
    visible = set(Case.objects.visible_to(actor).filter(person__in=scores).values_list("pk", flat=True))
    found = [
        _found(person, visible, scores[person.pk])
        for person in people.prefetch_related(Prefetch("cases", every_file), "contacts")
    ]
    shown = [one for one in found if one.files or one.score >= _CERTAIN]
    return sorted(shown, key=lambda one: (not one.files, -one.score, one.person.pk))[:MOST_SHOWN]


def _found(person: Person, visible: set[int], score: float) -> Found:
    cases = list(person.cases.all())
    office = next((case.office for case in cases if case.office is not None), None)
    return Found(person, tuple(case for case in cases if case.pk in visible), office, score)


def _scores(text: str, *, names: bool) -> dict[int, float]:
    """Person → how well she fits what was typed."""
    scores = dict.fromkeys(_by_file_number(text), 1.0)
    if names:
        scores |= dict.fromkeys(_by_contact(text), 1.0)
    if names and not scores:
        scores = _by_name(text)
    return scores


def _by_file_number(text: str) -> Iterable[int]:
    try:
        ref = normalise(text)
    except ValueError:
        return []
    return Case.objects.filter(ref=ref).values_list("person_id", flat=True)


def _by_contact(text: str) -> Iterable[int]:
    mail = text.strip().lower()
    if "@" in mail:
        return Contact.objects.of_value(ContactKind.EMAIL, mail).values_list("person_id", flat=True)
    phones = possible_phones(text)
    if not phones:
        return []
    return Contact.objects.filter(kind=ContactKind.PHONE, value__in=phones).values_list("person_id", flat=True)


def possible_phones(text: str) -> list[str]:
    """The numbers (E.164) that this can be, in any digits: with its country, or as dialled in one of ours."""
    typed = to_ascii(text).strip()
    if sum(sign.isdigit() for sign in typed) < _FEWEST_DIGITS or any(sign.isalpha() for sign in typed):
        return []
    found = []
    for region in Country.values:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        found.append(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return list(dict.fromkeys(found))


def _by_name(text: str) -> dict[int, float]:
    compact = compact_key(text)
    if len(compact) < 2:  # noqa: PLR2004 - one letter is no name
        return {}
    rough = skeleton(text)
    wanted = Q(search_key__trigram_word_similar=search_key(text)) | Q(compact_key__contains=compact)
    if rough:
        wanted |= Q(skeleton=rough) | Q(skeleton__startswith=f"{rough} ") | Q(skeleton__trigram_word_similar=rough)
    near = TrigramWordSimilarity(search_key(text), "search_key") + TrigramWordSimilarity(rough, "skeleton")
    people = Person.objects.filter(wanted).order_by(near.desc(), "pk")
    rows = people.values_list("pk", "full_name", "latin_name")[:_MOST_CANDIDATES]
    scores = {key: max(name_score(text, own), name_score(text, latin)) for key, own, latin in rows}
    return {key: score for key, score in scores.items() if score >= _ALIKE}


def name_score(asked: str, name: str) -> float:
    """How well a name fits what was asked, 0-1: the whole name, or each part that was asked for somewhere in it."""
    if not name:
        return 0.0
    whole = similarity(asked, name)
    parts = search_key(name).split()
    best = [max(similarity(word, part) for part in parts) for word in search_key(asked).split()] if parts else []
    if not best or len(best) >= len(parts):
        return whole
    return max(whole, _PART_OF_A_NAME * min(best))
