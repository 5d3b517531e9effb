"""The paper a guarantor signs: amounts in words, the country's dated text, and what is noted of it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from loans.guarantees.actions import actor_for, answer, note_signed_on_paper
from loans.guarantees.deed_models import DeedTemplate
from loans.guarantees.deeds import deed_of, languages_of, template_for
from loans.guarantees.models import Guarantee
from loans.guarantees.spelled import euros_in_words
from portal.models import User
from tests.loans.test_guarantees import advisor_of, asked, offered, today


@pytest.mark.parametrize(
    ("amount", "language", "belgian", "words"),
    [
        ("0", "fr", False, "zéro euro"),
        ("1", "fr", False, "un euro"),
        ("21.01", "fr", False, "vingt et un euros et un centime"),
        ("71", "fr", False, "soixante et onze euros"),
        ("80", "fr", False, "quatre-vingts euros"),
        ("81", "fr", False, "quatre-vingt-un euros"),
        ("80000", "fr", False, "quatre-vingt mille euros"),
        ("200", "fr", False, "deux cents euros"),
        ("1999.95", "fr", False, "mille neuf cent quatre-vingt-dix-neuf euros et quatre-vingt-quinze centimes"),
        ("2075.90", "fr", True, "deux mille septante-cinq euros et nonante centimes"),
        ("91", "fr", True, "nonante et un euros"),
        ("200000", "fr", False, "deux cent mille euros"),
        ("2500", "nl", False, "tweeduizend vijfhonderd euro"),
        ("1022.33", "nl", False, "duizend tweeëntwintig euro en drieëndertig cent"),
        ("115", "nl", False, "honderdvijftien euro"),
        ("21000", "nl", False, "eenentwintigduizend euro"),
    ],
)
def test_amounts_in_words(amount: str, language: str, belgian: bool, words: str) -> None:  # noqa: FBT001 - pytest names it
    assert euros_in_words(Decimal(amount), language, belgian=belgian) == words


@pytest.mark.parametrize(("amount", "language"), [("1000000", "fr"), ("-1", "nl"), ("5", "en")])
def test_what_is_not_put_in_words_is_refused(amount: str, language: str) -> None:
    with pytest.raises(ValueError, match="words"):
        euros_in_words(Decimal(amount), language)


def understood(*, country: str = "BE", language: str = "") -> Guarantee:
    application = offered()
    office = application.case.office
    assert office is not None
    office.country = country
    office.save()
    guarantee = asked(application, amount=Decimal("2500.50"), language=language)
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    return guarantee


@pytest.mark.django_db
def test_the_text_is_that_of_country_day_and_language() -> None:
    guarantee = understood(language="nl")
    assert languages_of(guarantee) == ("nl", "fr")
    template = template_for(guarantee, today(), "fr")
    assert template is not None
    assert (template.country, template.language) == ("BE", "fr")
    newer = DeedTemplate(
        **{each: getattr(template, each) for each in ("country", "language", "title", "text", "mention")}
    )
    newer.valid_from = today() + timedelta(days=1)
    newer.save()
    assert template_for(guarantee, today(), "fr") == template
    assert template_for(guarantee, newer.valid_from, "fr") == newer
    deed = deed_of(guarantee, template)
    assert deed is not None
    assert "deux mille cinq cents euros et cinquante centimes" in deed.mention
    assert "Sami Haddad" in deed.paragraphs[0]


@pytest.mark.django_db
def test_it_is_noted_what_he_signed_and_without_a_text_nobody_is_bound() -> None:
    guarantee = understood()
    by = advisor_of(guarantee.application)
    DeedTemplate.objects.filter(language="nl").update(valid_from=date(2100, 1, 1))
    with pytest.raises(ValidationError, match="No paper for guarantors was in force"):
        note_signed_on_paper(by=by, guarantee=guarantee, signed_on=today(), language="nl")
    note_signed_on_paper(by=by, guarantee=guarantee, signed_on=today(), language="fr")
    assert guarantee.deed == DeedTemplate.objects.get(country="BE", language="fr")


@pytest.mark.django_db
def test_in_the_netherlands_a_husband_or_wife_signs_or_there_is_none() -> None:
    guarantee = understood(country="NL")
    by = advisor_of(guarantee.application)
    with pytest.raises(ValidationError, match="husband or wife"):
        note_signed_on_paper(by=by, guarantee=guarantee, signed_on=today())
    note_signed_on_paper(by=by, guarantee=guarantee, signed_on=today(), spouse="signed")
    assert (guarantee.spouse, guarantee.state) == ("signed", "active")


@pytest.mark.parametrize("text", ["{amount}", "{amount} {amount_words} {iban}", "{amount} {amount_words} {"])
def test_a_text_with_wrong_names_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DeedTemplate(text=text).clean()
    DeedTemplate(text="{amount} {amount_words}").clean()


@pytest.mark.django_db
def test_it_is_read_beside_his_language_and_printed(client_of: Callable[[User], Client]) -> None:
    guarantee = understood(language="ar")
    advisor = guarantee.application.case.advisor
    assert advisor is not None
    client = client_of(advisor.user)
    address = reverse("guarantee-deed", args=[guarantee.application.ref, 1])
    page = client.get(address, {"language": "nl"}).content.decode()
    for shown in (
        "Akte van kosteloze borgtocht",
        "tweeduizend vijfhonderd euro en vijftig cent",
        'lang="ar" dir="rtl"',
    ):
        assert shown in page
    assert '<html lang="en" dir="ltr">' in page
    paper = reverse("guarantee-deed-paper", args=[guarantee.application.ref, 1])
    for asked_for in ({"language": "fr"}, {"meaning": "1"}):
        assert client.get(paper, asked_for).content.startswith(b"%PDF")
