"""The rules as data of the institution: versions that never change, kindred languages, and where they are edited."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advisors.kinship import Kin
from advisors.matching import DEFAULT, Rules
from advisors.models import KindredLanguages, MatchRules
from advisors.rulebook.actions import load_rules, rules_now, set_rules
from advisors.rulebook.models import WEIGHTS
from portal.actors import system
from portal.models import User
from portal.record.models import Entry
from portal.roles import Role
from tests.factories import SpokenLanguageFactory, member

pytestmark = pytest.mark.django_db
BY = system("test")
ClientOf = Callable[[User], Client]


def test_without_versions_the_engines_own_rules_hold() -> None:
    assert rules_now() == DEFAULT


def test_a_version_begins_with_the_engines_weights() -> None:
    for code in ("fa", "prs", "ary"):
        SpokenLanguageFactory(code=code)
    assert load_rules(by=BY) == 2
    assert rules_now() == Rules(kindred=(Kin("fa", "prs", 750),))
    assert load_rules(by=BY) == 0


def test_each_change_is_the_next_version_and_the_others_stay() -> None:
    set_rules(by=BY)
    second = set_rules(by=BY, weights={"office": 120_000, "takes_running": 25})
    third = set_rules(by=BY, weights={"native": 901})
    assert (second.version, third.version) == (2, 3)
    assert (third.office, third.takes_running, third.native) == (120_000, 25, 901)
    assert rules_now().version == 3
    assert MatchRules.objects.get(version=1).office == DEFAULT.office


def test_a_version_cannot_be_changed_or_removed() -> None:
    rules = set_rules(by=BY)
    with pytest.raises(InternalError, match="keep_versions"), transaction.atomic():
        MatchRules.objects.filter(pk=rules.pk).update(office=1)
    with pytest.raises(InternalError, match="keep_versions"), transaction.atomic():
        rules.delete()


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"office": 1, "country": 2}, "cannot count for less than the same country"),
        ({"fluent": 1000}, "better cannot count for less"),
        ({"woman": -1}, "greater than or equal to 0"),
        ({"woman": 1_000_001}, "less than or equal to 1000000"),
        ({"takes_new": 501}, "less than or equal to 500"),
    ],
)
def test_weights_that_contradict_each_other_are_refused(weights: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        set_rules(by=BY, weights=weights)
    assert not MatchRules.objects.exists()


def test_kindred_languages_are_two_and_named_once() -> None:
    fa, prs = SpokenLanguageFactory(code="fa"), SpokenLanguageFactory(code="prs")
    KindredLanguages.objects.create(one=fa, other=prs)
    for one, other, sentence in ((prs, fa, "already in the list"), (fa, fa, "not kindred to itself")):
        with pytest.raises(ValidationError, match=sentence):
            KindredLanguages(one=one, other=other).full_clean()


def test_an_open_file_takes_as_much_as_the_rules_say() -> None:
    assert DEFAULT.left_of(10, {}) == 10
    assert DEFAULT.left_of(10, {"new": 2, "running": 3}) == 6  # 2 and three halves
    assert Rules(takes_intake=150).left_of(10, {"intake": 2}) == 7
    assert Rules(takes_running=0).left_of(2, {"running": 9}) == 2
    assert DEFAULT.left_of(1, {"new": 5}) == 0
    with pytest.raises(ValueError, match="below zero"):
        Rules(takes_running=-1)


def sent(**changed: Any) -> dict[str, Any]:
    return {name: getattr(DEFAULT, name) for name in WEIGHTS} | changed


def test_the_administrator_adds_a_version_that_begins_with_the_one_in_force(client_of: ClientOf) -> None:
    set_rules(by=BY, weights={"office": 123_456})
    administrator = member(Role.ADMINISTRATOR)
    client = client_of(administrator)
    add = reverse("admin:advisors_matchrules_add")
    assert 'value="123456"' in client.get(add).content.decode()
    client.post(add, sent(office="۲۰۰۰۰۰"))
    assert (rules_now().version, rules_now().office) == (2, 200_000)
    assert Entry.objects.filter(table="advisors_matchrules", actor=f"staff:{administrator.pk}").count() == 1
    page = client.post(add, sent(office=1, country=2)).content.decode()
    assert "cannot count for less than the same country" in page
    assert rules_now().version == 2
    old = MatchRules.objects.get(version=1)
    assert client.post(reverse("admin:advisors_matchrules_change", args=[old.pk]), sent(office=5)).status_code == 403
    assert client.post(reverse("admin:advisors_matchrules_delete", args=[old.pk])).status_code == 403


def test_a_change_of_the_kindred_languages_is_a_new_version(client_of: ClientOf) -> None:
    fa, prs = SpokenLanguageFactory(code="fa"), SpokenLanguageFactory(code="prs")
    client = client_of(member(Role.ADMINISTRATOR))
    client.post(reverse("admin:advisors_kindredlanguages_add"), {"one": fa.pk, "other": prs.pk, "discount": 700})
    assert (rules_now().version, rules_now().kindred) == (1, (Kin("fa", "prs", 700),))
    pair = KindredLanguages.objects.get()
    client.post(reverse("admin:advisors_kindredlanguages_delete", args=[pair.pk]), {"post": "yes"})
    assert (rules_now().version, rules_now().kindred) == (2, ())
    assert MatchRules.objects.get(version=1).kindred == [["fa", "prs", 700]]


def test_the_rules_are_one_query() -> None:
    set_rules(by=BY)
    with CaptureQueriesContext(connection) as captured:
        rules_now()
    assert len(captured) == 1
