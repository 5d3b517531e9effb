"""A wish about the advisor: honoured where possible, and shown to nobody but the applicant herself."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from advisors.models import Community
from applicants.cases.assigning import match_cases
from applicants.cases.choosing import choices_for
from applicants.cases.models import Answer, Case
from applicants.cases.page import side_by_side
from applicants.journey.actions import keep_answer
from applicants.journey.engine import sections, sheet_of, step_of
from applicants.journey.wishes import WishForm
from applicants.models import Person
from applicants.persons.actions import set_advisor_wishes
from portal.actors import system
from portal.models import Message, Office, User
from portal.record.models import Entry
from portal.roles import Role
from tests.applicants.journeys import answers, filled_in, furnish, posted
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
BY = system("test")
ClientOf = Callable[[User], Client]
WISHED = {"wish": "both", "community": "roma"}


@pytest.fixture
def ghent() -> Office:
    Community.objects.create(code="roma", name="Roma people")
    return OfficeFactory(name="Ghent")


def case_of(office: Office, *, woman: bool = False, not_of: str = "") -> Case:
    person = PersonFactory(speaks=["ps"])
    set_advisor_wishes(by=BY, person=person, woman=woman, not_of=not_of)
    return CaseFactory(office=office, person=person)


def matched(case: Case) -> Case:
    match_cases(by=BY, case_ids=[case.pk])
    case.refresh_from_db()
    return case


def test_a_woman_where_there_is_one(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"}, gender="man")
    woman = AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "working"}, gender="woman")
    assert matched(case_of(ghent, woman=True)).advisor == woman


def test_nobody_of_her_own_community(ghent: Office) -> None:
    own = AdvisorFactory(at=[ghent], speaks={"ps": "native"})
    own.communities.add(Community.objects.get(code="roma"))
    other = AdvisorFactory(at=[ghent], speaks={"ps": "working"})
    assert matched(case_of(ghent, not_of="roma")).advisor == other
    assert matched(case_of(ghent)).advisor == own


def test_with_an_interpreter_it_is_honoured_too(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"nl": "native"}, gender="man", capacity=50)
    woman = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, gender="woman", capacity=2)
    case = matched(case_of(ghent, woman=True))
    assert (case.advisor, case.route) == (woman, "interpreter")


def test_where_it_cannot_be_honoured_she_is_helped_all_the_same(ghent: Office) -> None:
    man = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, gender="man")
    assert matched(case_of(ghent, woman=True)).advisor == man


def test_the_reasons_are_those_of_somebody_without_a_wish(ghent: Office) -> None:
    AdvisorFactory(at=[ghent], speaks={"ps": "native"}, gender="woman")
    with_wish, without = matched(case_of(ghent, woman=True)), matched(case_of(ghent))
    load = {"code": "load", "params": {"load": 1, "size": 30}}
    assert [reason for reason in with_wish.match_reasons if reason["code"] != "load"] == [
        reason for reason in without.match_reasons if reason != load
    ]
    assert with_wish.route == without.route


def test_the_question_asks_gently_and_no_wish_is_chosen() -> None:
    furnish()
    Community.objects.create(code="roma", name="Roma people")
    case = filled_in()
    step = step_of("wish")
    assert step is not None
    form = step.form(sheet_of(case))
    assert form["wish"].initial == "none"
    assert WishForm(posted({"wish": "none"}), sheet=sheet_of(case)).is_valid()
    asked = WishForm(posted({"wish": "community"}), sheet=sheet_of(case))
    assert asked.errors == {"community": ["Please choose the community."]}


def test_without_a_list_of_communities_the_question_is_shorter() -> None:
    furnish()
    form = WishForm(posted({"wish": "woman"}), sheet=sheet_of(filled_in()))
    assert form.is_valid()
    assert "community" not in form.fields
    assert form.packed() == {"wish": "woman", "community": ""}


def wishing() -> Case:
    """Somebody with both wishes, who has answered every question."""
    furnish()
    Community.objects.create(code="roma", name="Roma people")
    case = filled_in()
    step = step_of("wish")
    assert step is not None
    form = step.form(sheet_of(case), posted(answers(wish=WISHED)["wish"]))
    assert form.is_valid()
    keep_answer(by=BY, case=case, step=step, shown=step.shown(form))
    return Case.objects.get(pk=case.pk)


def test_she_reads_her_own_answer_and_can_change_it() -> None:
    case = wishing()
    rows = {row.step_slug: row for part in sections(sheet_of(case)) for row in part.rows}
    assert rows["wish"].answer == "Roma people"  # the last of the two rows
    assert sheet_of(case).known["wish"] == WISHED


def test_it_is_kept_in_one_place_alone() -> None:
    case = wishing()
    assert Person.objects.get(pk=case.person_id).advisor_wishes == {"woman": True, "not_of": "roma"}
    assert set(Answer.objects.filter(case=case, step="wish").values_list("value", flat=True)) == {None}
    for entry in Entry.objects.all():
        assert "roma" not in str(entry.difference).replace("Roma people", "") or entry.table == "advisors_community"
    changed = Entry.objects.filter(table="applicants_person", difference__has_key="advisor_wishes").last()
    assert changed is not None
    assert changed.difference is not None
    assert changed.difference["advisor_wishes"] == ["•", "•"]


def test_staff_read_nothing_of_it(client_of: ClientOf) -> None:
    case = wishing()
    office = case.office
    assert office is not None
    case.stage, case.submitted_at = "new", case.created_at
    case.save()
    advisor = AdvisorFactory(at=[office], speaks={"prs": "native"}, gender="woman")
    AdvisorFactory(at=[office], speaks={"prs": "native"}, gender="man")
    matched(case)
    assert case.advisor == advisor
    manager = client_of(member(Role.OFFICE_MANAGER, office=office))
    pages = [manager.get(reverse(name, args=[case.ref])).content.decode() for name in ("case", "case-assign")]
    pages.append(manager.get(reverse("hand-over", args=[advisor.pk])).content.decode())
    pages.append(manager.get(reverse("record")).content.decode())
    pages += [message.body for message in Message.objects.all()]
    for page in pages:
        for word in ("Roma people", "roma", "With a woman", "not of my community", "wish about your advisor"):
            assert word not in page
    assert not any(
        row.step_slug == "wish" for pair in side_by_side(case, "en", "nl") for two in pair.rows for row in two
    )


def test_the_number_beside_a_name_does_not_tell_of_it(client_of: ClientOf) -> None:
    office = OfficeFactory()
    AdvisorFactory(at=[office], speaks={"ps": "native"}, gender="man", user__name="Better placed")
    AdvisorFactory(at=[OfficeFactory()], speaks={"ps": "native"}, gender="woman", user__name="A woman far away")
    case = case_of(office, woman=True)
    choices = choices_for(case)
    assert [str(choice.advisor) for choice in choices] == ["A woman far away", "Better placed"]
    assert choices[0].fit >= choices[1].fit > 0
