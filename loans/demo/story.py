"""The story of one case: chapter after chapter by the portal's own actions, until it ends or today is reached."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from applicants.cases.actions import close_case, log_meeting
from applicants.cases.assigning import match_cases
from applicants.consents.actions import give_consent
from applicants.consents.models import Purpose
from applicants.journey.actions import submit_case
from applicants.models import Case, Meeting
from loans.applications import contracts, decisions, proposals
from loans.applications.checklist import missing
from loans.applications.last_day import expire
from loans.applications.models import Application, Contract
from loans.applications.readings import Readings
from loans.demo import committees, materials, signing
from loans.demo import guides as guidance
from loans.demo.accounts import iban_of
from loans.demo.assessing import assess
from loans.demo.cast import GUARANTORS, SPELLED, Cast
from loans.demo.clock import at
from loans.demo.exceptions import agree_to
from loans.demo.offers import last_day, offered
from loans.demo.plans import make_plan
from loans.guarantees import actions as guarantees
from loans.guarantees.models import Guarantee, GuaranteeKind
from loans.ledger.actions import book_repayment
from loans.ledger.standing import rows_of
from partnerships.models import Partner
from portal.actors import Actor, system

Chapter = tuple[float, Callable[[], None]]  # days after the chapter before, and what happens then

_RECENT = timedelta(days=30)
_NOTES = (
    "We looked at the idea together. She knows the work well and has two first customers.",
    "He brought the quotes. We talked about the rent and about the first three months.",
    "She is still looking for a place. Next time we write the plan of income and costs.",
)
_STEPS = ("Bring three quotes", "Ask the city for the permit", "Write down the costs of the first months")
_CONDITIONS = ("A signed lease for the shop", "The business number from the register", "Proof of insurance")


@dataclass
class Story:
    """A case that was filled in and is sent on the day `begin`; nothing happens after `today`."""

    case: Case
    cast: Cast
    random: Random
    recent: bool = True  # only a recent case may lie where it was left: nobody is forgotten for a year

    @property
    def herself(self) -> Actor:
        return Actor(kind="person", id=self.case.person_id, language=self.case.person.language)

    def play(self, begin: datetime, today: datetime) -> None:
        moment = begin
        self.recent = today - begin < _RECENT
        for gap, happen in self.chapters():
            moment += timedelta(days=gap)
            if moment > today:
                return
            with at(moment):
                self.case = Case.objects.select_related("person", "office", "advisor__user").get(pk=self.case.pk)
                happen()

    def chapters(self) -> Iterator[Chapter]:
        """What may happen, in order; the dice decide which way. Lazily: later chapters see what came before."""
        dice = self.random
        yield 0, self.send
        yield 0.02, self.match
        if self.case.advisor is None or (self.recent and dice.random() < 0.3):
            return
        yield dice.uniform(1, 8), self.meet
        yield 0, lambda: guidance.follow(self.case, self.staff())
        yield 0, lambda: materials.share(self.case, self.staff())
        if not hasattr(self.case, "application"):
            yield dice.uniform(10, 40), lambda: self.close("other_help")
            return
        if dice.random() < 0.08:
            yield dice.uniform(30, 70), lambda: self.close("silent")
            return
        yield dice.uniform(2, 9), self.review
        if dice.random() < 0.15:
            yield dice.uniform(0, 2), self.ask
            if dice.random() < 0.4:
                yield dice.uniform(50, 70), lambda: self.close("silent")
                return
            yield dice.uniform(3, 15), self.answered
        yield dice.uniform(3, 20), self.offer
        yield 0, self.assess
        yield dice.uniform(0, 3), self.guarantee
        if dice.random() < 0.05:
            yield 2, self.withdraw
            return
        yield dice.uniform(2, 8), self.propose
        yield from self.decision()

    def decision(self) -> Iterator[Chapter]:
        dice, fate = self.random, self.random.random()
        yield 0, lambda: agree_to(self.application(), by=self.cast.first_manager(self.case))
        if fate < 0.12:
            yield dice.uniform(1, 6), self.defer
            yield dice.uniform(40, 60), self.approve
            yield self.left(), self.expire
            return
        if fate < 0.25:
            yield dice.uniform(1, 9), self.decline
            return
        yield dice.uniform(1, 9), self.approve
        if dice.random() < 0.08:
            yield 20, self.lapse
            return
        yield dice.uniform(1, 5), self.accept
        yield dice.uniform(1, 5), self.sign
        yield dice.uniform(1, 4), self.disburse
        yield from self.repayments()

    def repayments(self) -> Iterator[Chapter]:
        """Each month near its date; some are late, a few stop."""
        before = timezone.now()
        application = Application.objects.get(case=self.case)
        if application.state != "disbursed":
            return
        habit = self.random.choices([0, 6, 40], [8, 3, 1])[0]
        before = datetime.combine(application.loan.disbursed_on, datetime.min.time(), tzinfo=before.tzinfo)
        for row in rows_of(application.loan):
            paid = datetime.combine(row.due, datetime.min.time(), tzinfo=before.tzinfo) + timedelta(
                days=self.random.randint(0, 2) + habit, hours=10
            )
            if habit and self.random.random() < 0.05:
                return
            if row.instalment.amount:
                yield (paid - before) / timedelta(days=1), lambda amount=row.instalment.amount: self.repay(amount)  # type: ignore[misc]  # bound now
                before = paid

    def send(self) -> None:
        submit_case(by=self.herself, case=self.case)

    def match(self) -> None:
        match_cases(by=system("matching"), case_ids=[self.case.pk])
        self.case.refresh_from_db()

    def meet(self) -> None:
        now = timezone.now()
        spoken = self.case.person.languages.all()[0].language
        meeting = Meeting(
            at=now,
            kind=self.random.choice(["office", "office", "phone", "video", "partner"]),
            language=spoken,
            interpreter="Interpreter by phone" if self.case.interpreter_needed else "",
            notes=self.random.choice(_NOTES),
            next_step=self.random.choice(_STEPS),
            next_step_on=now.date() + timedelta(days=14),
        )
        log_meeting(by=self.staff(), case=self.case, meeting=meeting)
        advisor = self.cast.advisor(self.case)
        if advisor is not None:
            make_plan(self.case, herself=self.herself, advisor=advisor)

    def close(self, outcome: str) -> None:
        close_case(by=self.staff(), case=self.case, outcome=outcome)

    def review(self) -> None:
        proposals.start_review(by=self.staff(), application=self.application())

    def ask(self) -> None:
        reason = "Please bring the quote for the machine."
        proposals.ask_for_information(by=self.staff(), application=self.application(), reason=reason)

    def answered(self) -> None:
        proposals.note_information(by=self.staff(), application=self.application())

    def offer(self) -> None:
        application = self.application()
        wish, terms = offered(application, self.cast, self.random)
        view = "The plan is modest and the work is known. The instalment fits the household."
        proposals.save_offer(
            by=self.staff(),
            application=application,
            terms=terms,
            wish=wish,
            assessment=view,
            purpose_checked=True,
        )

    def assess(self) -> None:
        assess(self.application(), by=self.staff(), second=self.cast.first_manager(self.case))

    def guarantee(self) -> None:
        """An organisation vouches, or somebody signs for half; now and then both, or nobody answers yet."""
        application, staff = self.application(), self.staff()
        if application.terms is None or application.principal is None:
            return
        vouching = (
            Partner.objects.vouching().filter(country=self.case.office.country).first() if self.case.office else None
        )
        if application.terms.interest_free and vouching is not None and self.random.random() < 0.6:
            named = application.guarantees.filter(partner=vouching).first()
            moral = named or Guarantee(kind=GuaranteeKind.MORAL, partner=vouching)
            language = self.case.person.language
            give_consent(by=self.herself, person=self.case.person, language=language, purpose=Purpose.PARTNER)
            guarantees.add_guarantee(by=staff, application=application, guarantee=moral)
            guarantees.invite(by=staff, guarantee=moral)
            guarantees.answer(by=guarantees.actor_for(moral, "en"), guarantee=moral, name="vouch")
            return
        personal = application.guarantees.filter(kind=GuaranteeKind.PERSONAL, state="named").first()
        # three files after one another have the same guarantor: some people stand for several loans
        again, place = divmod(self.case.pk, 3)
        names = SPELLED if place == 1 else GUARANTORS
        personal = personal or Guarantee(
            kind="personal", name=names[again % len(names)], contact=f"+3247{9_000_000 + again}"
        )
        personal.share, personal.language = Decimal(application.terms.guaranteed_share or 50), self.case.person.language
        guarantees.add_guarantee(by=staff, application=application, guarantee=personal)
        guarantees.invite(by=staff, guarantee=personal)
        guarantees.answer(by=guarantees.actor_for(personal, "en"), guarantee=personal, name="agree")
        guarantees.note_signed_on_paper(by=staff, guarantee=personal, signed_on=timezone.localdate(), spouse="none")

    def withdraw(self) -> None:
        decisions.withdraw(by=self.herself, application=self.application())

    def propose(self) -> None:
        proposals.propose(by=self.staff(), application=self.application())

    def defer(self) -> None:
        until = timezone.localdate() + timedelta(days=self.random.choice([45, 60]))
        reason = "We wait for the lease."
        decisions.defer(by=self.manager(), application=self.application(), reason=reason, until=until)

    def decline(self) -> None:
        reason = self.random.choice(["capacity", "plan", "guarantee", "outside"])
        committees.take(self.cast, self.application(), "decline", reason=reason)

    def approve(self) -> None:
        conditions = self.random.sample(_CONDITIONS, self.random.choice([0, 0, 1, 2]))
        last = last_day(self.application())
        if last is None:
            committees.take(self.cast, self.application(), "decline", reason="plan")
            return
        committees.take(self.cast, self.application(), "approve", conditions=conditions, valid_until=last)

    def left(self) -> float:
        """The days from the decision to the night after the last day of the offer."""
        application = self.application()
        last = application.offer_valid_until or timezone.localdate()
        return (last - timezone.localdate(application.state_since)).days + 1

    def expire(self) -> None:
        expire(by=system("offers"), application=self.application(), today=timezone.localdate())

    def lapse(self) -> None:
        decisions.lapse(by=self.manager(), application=self.application(), reason="No answer for three weeks.")

    def accept(self) -> None:
        application = self.application()
        decisions.accept(by=self.herself, application=application)
        for condition in application.conditions.unmet():
            decisions.meet_condition(by=self.staff(), condition=condition)

    def sign(self) -> None:
        application = self.application()
        contract = Contract(
            application=application,
            language=contracts.binding_languages(application)[0],
            signed_on=timezone.localdate(),
            identity_checked=True,
            iban=iban_of(self.case.office.country if self.case.office else "BE", self.case.pk),
            iban_checked=True,
        )
        signing.sign(contract, by=self.staff())

    def disburse(self) -> None:
        application = self.application()
        if not missing("disburse", Readings(application)):
            received = contracts.fee_is_apart(application)  # she brought it to the office
            today = timezone.localdate()
            contracts.disburse(by=self.manager(), application=application, on=today, fee_received=received)

    def repay(self, amount: Decimal) -> None:
        loan, today = self.application().loan, timezone.localdate()
        reference = f"{loan.ref} {today.isoformat()}"
        book_repayment(by=self.staff(), loan=loan, amount=amount, on=today, reference=reference)

    def application(self) -> Application:
        return Application.objects.select_related("case__person", "case__office", "terms").get(case=self.case)

    def staff(self) -> Actor:
        return self.cast.advisor(self.case) or self.manager()

    def manager(self) -> Actor:
        return self.cast.manager(self.case)
