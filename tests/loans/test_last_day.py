"""An offer is valid until a day: planned, told, given more time, and ended in the night after it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from applicants.models import Case
from loans import tasks
from loans.applications.contracts import note_signature
from loans.applications.decisions import accept, approve
from loans.applications.last_day import expire, prolong, revise
from loans.applications.models import Application
from loans.applications.offer_forms import OfferForm
from loans.applications.offer_reminders import remind_of_ends
from loans.applications.pricing import Wish
from loans.applications.proposals import propose, save_offer
from loans.funds.actions import include, propose_allotment
from loans.models import Allotment
from portal.actors import system
from portal.outbox.models import Message
from tests.factories import AdvisorFactory, ApplicationFactory, FundFactory, TermsFactory
from tests.loans.stages import Stage, accepted, approved, assess, paper, proposed, signed

TODAY = timezone.localdate()
PORTAL = system("offers")
LONG_AGO = {"disburse_on": TODAY - timedelta(days=30), "first_due": TODAY}


def fresh(stage: Stage) -> Application:
    return Application.objects.get(pk=stage.application.pk)


def ending(last: date, stage: Stage | None = None, **fields: Any) -> Stage:
    """An approved offer, valid until `last`; other columns as given."""
    stage = stage or approved()
    Application.objects.filter(pk=stage.application.pk).update(offer_valid_until=last, **fields)
    stage.application.refresh_from_db()
    return stage


def events() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("event", flat=True))


@pytest.mark.django_db
class TestPlanned:
    def offer(self, stage: Stage, *, days: int = 60, **said: Any) -> Application:
        wish = Wish(Decimal(5000), 24, 0, TODAY + timedelta(days=1), TODAY + timedelta(days=days))
        Application.objects.filter(pk=stage.application.pk).update(state="in_review")
        terms = stage.application.terms
        assert terms is not None
        save_offer(by=stage.proposer, application=stage.application, terms=terms, wish=wish, **said)
        return fresh(stage)

    def test_the_product_gives_the_days_but_it_ends_before_the_first_instalment(self) -> None:
        stage = proposed(terms=TermsFactory(offer_days=20))
        assert self.offer(stage).offer_valid_until == TODAY + timedelta(days=20)
        assert self.offer(stage, days=15).offer_valid_until == TODAY + timedelta(days=14)
        with pytest.raises(ValidationError, match="ends before that day"):
            self.offer(stage, days=15, valid_until=TODAY + timedelta(days=15))
        with pytest.raises(ValidationError, match="not in the past"):
            self.offer(stage, valid_until=TODAY - timedelta(days=1))

    def test_the_form_proposes_it_and_the_price_shows_it(self, client_of: Any) -> None:
        stage = proposed(terms=TermsFactory(offer_days=20))
        Application.objects.filter(pk=stage.application.pk).update(state="in_review")
        form = OfferForm(application=fresh(stage))
        assert form.initial["valid_until"] == TODAY + timedelta(days=20)
        text = client_of(stage.advisor).get(reverse("offer", args=[stage.application.ref])).content.decode()
        assert text.count("The offer is valid until") == 2

    def test_the_table_keeps_no_approved_offer_without_one(self) -> None:
        with pytest.raises(IntegrityError, match="application_offer_has_last_day"):
            ApplicationFactory(approved=True, offer_valid_until=None)


@pytest.mark.django_db
class TestApproved:
    def test_she_reads_the_day_on_her_pages_and_in_the_message(self, client_of_person: Any) -> None:
        stage, last = proposed(), TODAY + timedelta(days=12)
        approve(by=stage.decider, application=stage.application, valid_until=last)
        client = client_of_person(stage.application.case.person)
        said = f"You can accept it until {last.day} {last:%B %Y}."
        for name in ("my-home", "my-loan-accept"):
            args = [] if name == "my-home" else [stage.application.ref]
            assert said in client.get(reverse(name, args=args)).content.decode()

    def test_a_decision_that_comes_late_asks_for_a_later_day(self, client_of: Any) -> None:
        stage = proposed(offer_valid_until=TODAY - timedelta(days=2))
        client, url = client_of(stage.manager), reverse("application-decide", args=[stage.application.ref])
        assert "which has passed" in client.get(url).content.decode()
        with pytest.raises(ValidationError, match="not in the past"):
            approve(by=stage.decider, application=stage.application)
        later = TODAY + timedelta(days=9)
        client.post(url, {"do": "approve", "approve-valid_until": later.isoformat()})
        assert (fresh(stage).state, fresh(stage).offer_valid_until) == ("approved", later)

    def test_after_the_last_day_nobody_accepts_and_both_read_what_to_do(
        self, client_of: Any, client_of_person: Any
    ) -> None:
        stage = ending(TODAY - timedelta(days=1))
        url = reverse("my-loan-accept", args=[stage.application.ref])
        client = client_of_person(stage.application.case.person)
        page = client.get(url).content.decode()
        assert "I accept the loan" not in page
        assert "Do you still want a loan?" in page
        assert "Write to your advisor or call us" in client.post(url).content.decode()
        url = reverse("application-note-acceptance", args=[stage.application.ref])
        assert "Give it more time first" in client_of(stage.advisor).post(url, follow=True).content.decode()
        assert fresh(stage).state == "approved"

    def test_on_the_last_day_itself_she_accepts(self) -> None:
        stage = ending(TODAY)
        accept(by=stage.client, application=stage.application)
        assert fresh(stage).state == "accepted"


@pytest.mark.django_db
class TestMoreTime:
    def test_the_advisor_gives_it_with_a_reason_and_she_is_told(self, client_of: Any) -> None:
        stage, last = ending(TODAY - timedelta(days=1)), TODAY + timedelta(days=20)
        client, url = client_of(stage.advisor), reverse("offer-prolong", args=[stage.application.ref])
        for _again in range(2):
            client.post(url, {"valid_until": last.isoformat(), "reason": "She was in hospital."})
        assert fresh(stage).offer_valid_until == last
        event = stage.application.case.events.get(code="application.prolong")
        assert (event.params, event.public) == ({"day": last.isoformat(), "reason": "She was in hospital."}, False)
        assert events().count("offer_prolonged") == 1
        accept(by=stage.client, application=fresh(stage))

    def test_never_earlier_nor_beyond_the_first_instalment(self) -> None:
        stage = ending(TODAY + timedelta(days=9))
        for days, why in ((8, "Choose a later day"), (45, "ends before that day")):
            day = TODAY + timedelta(days=days)
            with pytest.raises(ValidationError, match=why):
                prolong(by=stage.proposer, application=stage.application, valid_until=day, reason="x")
        with pytest.raises(ValidationError, match="may not"):
            prolong(by=stage.client, application=stage.application, valid_until=TODAY + timedelta(days=20), reason="x")
        other = accepted()
        with pytest.raises(ValidationError, match="moved on"):
            prolong(by=other.proposer, application=other.application, valid_until=TODAY, reason="x")


@pytest.mark.django_db
class TestAnew:
    def test_dates_that_have_passed_lead_to_a_new_offer_and_a_new_decision(self, client_of: Any) -> None:
        stage = ending(TODAY - timedelta(days=3), approved(conditions=("A lease",)), **LONG_AGO)
        client = client_of(stage.advisor)
        page = client.get(reverse("application", args=[stage.application.ref])).content.decode()
        assert "Make a new offer with new dates" in page
        client.post(reverse("offer-revise", args=[stage.application.ref]), {"reason": "The dates have passed."})
        application = fresh(stage)
        assert (application.state, application.decided_by, application.case.stage) == ("in_review", None, "intake")
        assert events()[-1] == "offer_taken_back"
        assess(application, by=stage.proposer)
        wish = Wish(Decimal(5000), 24, 0, TODAY + timedelta(days=10), TODAY + timedelta(days=40))
        save_offer(by=stage.proposer, application=application, terms=application.terms, wish=wish)  # type: ignore[arg-type]  # it has them
        propose(by=stage.proposer, application=application)
        text = client_of(stage.manager).get(reverse("application-decide", args=[application.ref])).content.decode()
        assert "A lease</textarea>" in text
        approve(by=stage.decider, application=application, conditions=("A lease",))
        assert fresh(stage).conditions.count() == 1
        assert fresh(stage).offer_valid_until == TODAY + timedelta(days=30)

    def test_nothing_is_approved_nor_signed_on_dates_that_have_passed(self) -> None:
        stage = proposed(first_due=TODAY)
        with pytest.raises(ValidationError, match="Send it back to the advisor"):
            approve(by=stage.decider, application=stage.application)
        stage = accepted()
        Application.objects.filter(pk=stage.application.pk).update(first_due=TODAY)
        with pytest.raises(ValidationError, match="Make a new offer"):
            note_signature(by=stage.proposer, application=stage.application, contract=paper())

    def test_what_a_fund_carried_is_free(self) -> None:
        stage, fund = approved(), FundFactory()
        share = Allotment(fund=fund, amount=Decimal(1000), begins=TODAY)
        propose_allotment(by=stage.proposer, application=stage.application, allotment=share)
        include(by=stage.decider, allotment=share)
        revise(by=stage.proposer, application=stage.application, reason="Other dates.")
        share.refresh_from_db()
        assert share.state == "excluded"


@pytest.mark.django_db
class TestTheNight:
    def test_it_ends_what_nobody_accepted_frees_guarantors_and_tells_all(self) -> None:
        stage, other = ending(TODAY - timedelta(days=1)), ending(TODAY)
        assert tasks.lapse_offers() == 1
        assert [tasks.lapse_offer(each.application.pk) for each in (stage, stage, other)] == [True, False, False]
        application = fresh(stage)
        assert (application.state, application.case.stage) == ("lapsed", "closed")
        assert application.guarantees.get().state == "released"
        event = application.case.events.get(code="application.expire")
        assert (event.actor, event.public) == ("system:offers", True)
        assert sorted(events()[-2:]) == ["application_lapsed", "guarantee_released"]
        message = Message.objects.get(event="application_lapsed")
        assert message.language == "fa"
        assert fresh(other).state == "approved"

    def test_the_advisor_hears_of_it_unless_she_wants_no_such_mail(self) -> None:
        stage = ending(TODAY - timedelta(days=1))
        Case.objects.filter(pk=stage.application.case_id).update(advisor=AdvisorFactory(user=stage.advisor))
        expire(by=PORTAL, application=fresh(stage), today=TODAY)
        assert Message.objects.get(event="offer_ended").address == stage.advisor.email

    def test_what_was_accepted_or_signed_never_ends_by_itself(self) -> None:
        for make in (accepted, signed):
            stage = ending(TODAY - timedelta(days=1), make())
            assert not expire(by=PORTAL, application=stage.application, today=TODAY)
        assert tasks.lapse_offers() == 0

    def test_she_is_reminded_a_week_and_a_day_before_once_each(self) -> None:
        last = TODAY + timedelta(days=30)
        stage = ending(last)
        for before in (9, 8, 7, 7, 6, 5, 2, 1, 0):
            remind_of_ends(by=PORTAL, today=last - timedelta(days=before))
        assert events().count("offer_ends") == 2
        prolong(by=stage.proposer, application=fresh(stage), valid_until=last + timedelta(days=9), reason="x")
        remind_of_ends(by=PORTAL, today=last + timedelta(days=3))  # the morning before was missed
        assert events().count("offer_ends") == 3
        assert Message.objects.filter(event="offer_ends").latest("pk").language == "fa"


@pytest.mark.django_db(transaction=True)
def test_accepted_in_the_second_in_which_it_ends_is_one_of_both() -> None:
    stage = ending(TODAY)

    def attempt(act: Callable[[Application], object]) -> bool:
        try:
            return act(Application.objects.get(pk=stage.application.pk)) is not False
        except ValidationError:
            return False
        finally:
            connection.close()

    acts: list[Callable[[Application], object]] = [
        lambda one: accept(by=stage.client, application=one),
        lambda one: expire(by=PORTAL, application=one, today=TODAY + timedelta(days=1)),
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = list(pool.map(attempt, acts))
    assert sorted(done) == [False, True]
    state = fresh(stage).state
    assert state == ("accepted" if done[0] else "lapsed")
    assert events().count("application_lapsed") == done[1]
    assert (fresh(stage).guarantees.get().state == "released") is done[1]
