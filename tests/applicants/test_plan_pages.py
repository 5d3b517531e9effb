"""The pages of a plan, by the doors: the client's own in her language and digits, the desk's in two languages."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from applicants.models import Case, Person, Plan
from applicants.plans.actions import begin_plan, remark, save_page
from applicants.plans.figures import PAGES, Line
from portal.actors import Actor
from portal.models import User
from portal.roles import Role
from tests.factories import CaseFactory, PersonFactory, assigned_case, member

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]
Login = Callable[[User], Client]


@pytest.fixture
def plan() -> Plan:
    """Of a client who writes Persian: 900 come in, 700 and 400 go out, nothing to begin with."""
    case = assigned_case()
    monthly = {"sales": Decimal(900), "costs": Decimal(700), "household": Decimal(400)}
    return begin_plan(by=herself(case), case=case, monthly=monthly)


def herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id, language="fa")


def words(response: Any) -> str:
    return str(response.content.decode())


def figures(plan: Plan, page: str) -> list[tuple[str, Decimal]]:
    return [(line.name, line.amount) for line in Plan.objects.get(pk=plan.pk).newest.figures.of(page)]


def test_five_answers_in_persian_digits_make_a_plan(client_of_person: Enter) -> None:
    case = CaseFactory()
    client = client_of_person(case.person)
    url = f"/fa/me/plan/{case.ref}/"
    assert f"{url}begin/" in words(client.get("/fa/me/"))
    assert f"{url}begin/" in words(client.get(url))

    typed = {"sales": "۱٬۲۰۰", "purchases": "٣٠٠", "costs": "۴۰۰٫۵۰", "household": "", "loan": "80"}
    response = client.post(f"{url}begin/", typed, follow=True)

    assert response.request["PATH_INFO"] == url
    amounts = {page: figures(case.plan, page) for page in ("sales", "purchases", "costs", "household", "loan")}
    assert amounts == {
        "sales": [("", Decimal(1200))],
        "purchases": [("", Decimal(300))],
        "costs": [("", Decimal("400.50"))],
        "household": [],
        "loan": [("", Decimal(80))],
    }
    assert client.get(f"{url}begin/").status_code == 302, "there is a plan already"


def test_no_answer_at_all_is_asked_again(client_of_person: Enter) -> None:
    case = CaseFactory()

    response = client_of_person(case.person).post(f"/en/me/plan/{case.ref}/begin/", {"sales": ""})

    assert "Please write at least one amount." in words(response)
    assert not Plan.objects.exists()


def test_where_the_money_runs_out_is_said_in_words(plan: Plan, client_of_person: Enter) -> None:
    client = client_of_person(plan.case.person)

    page = words(client.get(f"/en/me/plan/{plan.case.ref}/"))

    assert "In month 1 (" in page
    assert "€200.00\u2069 short" in page
    assert "It is worst in month 12" in page
    assert 'role="img" aria-label="Money at hand' in page
    assert "In month 1 (" in words(client.get("/en/me/"))


def test_a_page_is_saved_and_leads_to_the_next(plan: Plan, client_of_person: Enter) -> None:
    client = client_of_person(plan.case.person)
    typed = {"name_1": "کرایه", "amount_1": "۵۰۰", "first_1": "1", "name_2": "برق", "amount_2": "۷۰", "first_2": "3"}

    response = client.post(f"/fa/me/plan/{plan.case.ref}/page/costs/", typed | {"base": "1"}, follow=True)

    assert response.request["PATH_INFO"].endswith("/page/household/")
    assert figures(plan, "costs") == [("کرایه", Decimal(500)), ("برق", Decimal(70))]
    line = plan.at(2).figures.of("costs")[1]
    assert (line.in_month(2), line.in_month(3)) == (Decimal(0), Decimal(70))


def test_a_line_more_keeps_what_was_typed_and_saves_nothing(plan: Plan, client_of_person: Enter) -> None:
    client = client_of_person(plan.case.person)
    typed = {"name_1": "Rent", "amount_1": "500", "name_2": "Phone", "amount_2": "20", "name_3": "Power", "add": "1"}

    page = words(client.post(f"/en/me/plan/{plan.case.ref}/page/costs/", typed | {"base": "1"}))

    assert 'name="name_4"' in page
    assert "€520.00" in page
    assert plan.versions.count() == 1


def test_a_known_line_keeps_its_name_in_every_language(plan: Plan, client_of_person: Enter) -> None:
    client = client_of_person(plan.case.person)
    url = f"/fa/me/plan/{plan.case.ref}/page/sales/"
    shown = client.get(url).context["form"]["name_1"].value()

    client.post(url, {"name_1": shown, "amount_1": "950", "key_1": "sales", "base": "1"})

    assert figures(plan, "sales") == [("", Decimal(950))]


def test_some_months_are_different(plan: Plan, client_of_person: Enter) -> None:
    client = client_of_person(plan.case.person)
    url = f"/fa/me/plan/{plan.case.ref}/months/sales/sales/"

    client.post(url, {"month_2": "۰", "month_8": "۱۵۰۰", "month_9": "۹۰۰", "base": "1"})

    line = plan.at(2).figures.of("sales")[0]
    assert line.different == {2: Decimal(0), 8: Decimal(1500)}
    assert client.get(f"/fa/me/plan/{plan.case.ref}/months/sales/none/").status_code == 404
    assert client.get(f"/fa/me/plan/{plan.case.ref}/page/none/").status_code == 404


def test_two_on_one_page_see_both_before_anything_is_lost(
    plan: Plan, client_of_person: Enter, client_of: Login
) -> None:
    advisor = client_of(plan.case.advisor.user)  # type: ignore[union-attr]  # it has one
    his = f"/en/desk/cases/{plan.case.ref}/plan/page/costs/"
    hers = f"/en/me/plan/{plan.case.ref}/page/costs/"
    client = client_of_person(plan.case.person)
    client.post(hers, {"name_1": "Rent", "amount_1": "650", "base": "1"})

    refused = words(advisor.post(his, {"name_1": "Insurance", "amount_1": "40", "base": "1"}))

    assert "Somebody else changed this page while you were writing" in refused
    assert "Rent: " in refused
    assert 'value="Insurance"' in refused
    assert 'name="base" value="2"' in refused
    assert figures(plan, "costs") == [("Rent", Decimal(650))]
    both = {"name_1": "Insurance", "amount_1": "40", "name_2": "Rent", "amount_2": "650", "base": "2"}
    assert advisor.post(his, both).status_code == 302
    assert figures(plan, "costs") == [("Insurance", Decimal(40)), ("Rent", Decimal(650))]
    history = words(advisor.get(f"/en/desk/cases/{plan.case.ref}/plan/versions/"))
    assert "Costs of the business: Rent" in history
    assert "the applicant" in history


def test_the_desk_has_the_same_page_in_two_languages(plan: Plan, client_of: Login) -> None:
    advisor = client_of(plan.case.advisor.user)  # type: ignore[union-attr]  # it has one

    page = words(advisor.get(f"/nl/desk/cases/{plan.case.ref}/plan/page/costs/"))

    assert "Kosten van de zaak" in page
    assert '<span class="soft" lang="fa" dir="rtl">هزینه‌های کسب‌وکار</span>' in page
    panel = words(advisor.get(f"/nl/desk/cases/{plan.case.ref}/"))
    assert f"/nl/desk/cases/{plan.case.ref}/plan/" in panel


def test_a_remark_goes_to_the_client_and_is_done_with(plan: Plan, client_of: Login, client_of_person: Enter) -> None:
    advisor = client_of(plan.case.advisor.user)  # type: ignore[union-attr]  # it has one
    desk = f"/en/desk/cases/{plan.case.ref}/plan/"

    assert "write the remark" in words(advisor.post(f"{desk}remark/", {"page": "costs"}, follow=True))
    advisor.post(f"{desk}remark/", {"page": "costs", "text": "And the taxes?"})

    client = client_of_person(plan.case.person)
    assert "Your advisor wrote 1 remark." in words(client.get("/en/me/"))
    url = f"/en/me/plan/{plan.case.ref}/"
    assert "And the taxes?" in words(client.get(url))
    client.post(f"{url}remark-done/", {"remark": plan.remarks.get().pk})
    assert "And the taxes?" not in words(client.get(url))


@pytest.mark.parametrize(("asked", "language"), [("", "en"), ("fa", "fa"), ("nl", "nl"), ("xx", "en")])
def test_the_plan_on_paper_in_her_language_and_his(plan: Plan, client_of: Login, asked: str, language: str) -> None:
    advisor = client_of(plan.case.advisor.user)  # type: ignore[union-attr]  # it has one

    answer = advisor.get(f"/en/desk/cases/{plan.case.ref}/plan/paper/", {"language": asked})

    assert answer["Content-Disposition"] == f'attachment; filename="plan-{plan.case.ref}-{language}.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert str(opened.Root.Lang) == language


def test_who_sees_no_names_sees_figures_and_none_of_her_words(plan: Plan, client_of: Login) -> None:
    save_page(by=herself(plan.case), plan=plan, page="costs", base=1, lines=[Line("r", "Rent at Ali’s", Decimal(500))])
    remark(by=herself(plan.case), plan=plan, page="costs", text="And the taxes?")

    page = words(client_of(member(Role.AUDITOR)).get(f"/en/desk/cases/{plan.case.ref}/plan/"))

    assert "€6,000.00" in page
    assert "Ali" not in page
    assert "taxes" not in page
    assert "/paper/" not in page


def test_a_closed_file_is_read_and_not_changed(plan: Plan, client_of_person: Enter) -> None:
    Case.objects.filter(pk=plan.case.pk).update(stage="closed", outcome="silent")
    client = client_of_person(plan.case.person)

    assert "/page/costs/" not in words(client.get(f"/en/me/plan/{plan.case.ref}/"))
    typed = {"name_1": "Rent", "amount_1": "1", "base": "1"}
    assert "This file is closed." in words(client.post(f"/en/me/plan/{plan.case.ref}/page/costs/", typed))
    assert plan.versions.count() == 1


def test_nobody_elses_plan(plan: Plan, client_of_person: Enter) -> None:
    stranger = client_of_person(PersonFactory())

    for path in ("", "page/costs/", "versions/", "paper/"):
        assert stranger.get(f"/en/me/plan/{plan.case.ref}/{path}").status_code == 404


@pytest.mark.parametrize("versions", [1, 3])
def test_versions_need_the_same_queries_for_any_number(
    plan: Plan, client_of_person: Enter, django_assert_max_num_queries: DjangoAssertNumQueries, versions: int
) -> None:
    for number in range(1, versions):
        lines = [Line("r", "Rent", Decimal(100 + number))]
        save_page(by=herself(plan.case), plan=plan, page="costs", base=number, lines=lines)
    client = client_of_person(plan.case.person)

    with django_assert_max_num_queries(8):
        assert client.get(f"/en/me/plan/{plan.case.ref}/versions/").status_code == 200


@pytest.mark.thorough
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("typed", ["²", "-1", "1e999", "\x00", "9" * 60, "<b>", "%s"])
def test_nonsense_gets_a_sentence(plan: Plan, client_of_person: Enter, page: str, typed: str) -> None:
    data = dict.fromkeys(("name_1", "amount_1", "first_1", "key_1", "months", "begins", "base"), typed)

    answer = client_of_person(plan.case.person).post(f"/ps/me/plan/{plan.case.ref}/page/{page}/", data)

    assert answer.status_code == 200
    assert "error-summary" in words(answer)
