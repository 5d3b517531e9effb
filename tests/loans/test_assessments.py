"""The assessment of an application: its figures, what is missing, hits that a second person clarifies."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from applicants.plans.actions import begin_plan
from applicants.situation.models import Debt, Income
from loans.applications.decisions import approve
from loans.applications.models import Application
from loans.applications.pricing import Wish
from loans.applications.proposals import save_offer
from loans.assessments import reference
from loans.assessments.actions import Taken, clear, note_register, note_sanction_check, save_checklist, save_figures
from loans.assessments.models import ChecklistQuestion, Figure, SanctionCheck
from loans.assessments.sources import begun_with
from loans.assessments.standing import standing_of
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.roles import Role
from tests.factories import ApplicationFactory, ChecklistQuestionFactory, SanctionCheckFactory, TermsFactory, member
from tests.loans.stages import assess, lacking, proposed

D = Decimal
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def offered() -> tuple[Application, Actor]:
    """5000 over 24 months, in review: 208.33 a month, 208.41 at the end."""
    application = ApplicationFactory(in_review=True)
    by = actor_for_user(member(Role.ADVISOR, office=application.case.office))
    wish = Wish(D(5000), 24, 0, TODAY + timedelta(days=20), TODAY + timedelta(days=51))
    save_offer(by=by, application=application, terms=TermsFactory(), wish=wish)
    return application, by


def second(application: Application) -> Actor:
    return actor_for_user(member(Role.OFFICE_MANAGER, office=application.case.office))


class TestWhereTheFiguresComeFrom:
    def test_without_a_plan_from_her_answers_and_the_offer(self) -> None:
        application, _by = offered()
        person = application.case.person
        Income.objects.create(person=person, kind="business", monthly=D(800))
        Income.objects.create(person=person, kind="family", monthly=D("120.50"))
        Debt.objects.create(person=person, kind="bank", monthly=D(60), left=D(500))
        begun = {kind.value: (amount, source.value) for kind, (amount, source) in begun_with(application).items()}
        assert begun == {
            "income": (D("920.50"), "answers"),
            "charges": (D(0), "nobody"),
            "debts": (D(60), "answers"),
            "instalment": (D("208.41"), "offer"),
        }

    def test_with_a_plan_what_the_business_brings_is_the_plans(self) -> None:
        application, by = offered()
        Income.objects.create(person=application.case.person, kind="business", monthly=D(800))
        Income.objects.create(person=application.case.person, kind="family", monthly=D(100))
        monthly = {"sales": D(2000), "purchases": D(500), "costs": D(300), "household": D(700)}
        begin_plan(by=by, case=application.case, monthly=monthly)
        begun = {kind.value: (amount, source.value) for kind, (amount, source) in begun_with(application).items()}
        assert begun["income"] == (D("1300.00"), "both")
        assert begun["charges"] == (D("700.00"), "plan")


class TestFigures:
    def test_another_figure_says_why_in_the_action_and_in_the_table(self) -> None:
        application, by = offered()
        taken = {kind.value: Taken(amount) for kind, (amount, _source) in begun_with(application).items()}
        with pytest.raises(ValidationError, match="why the figure is another one"):
            save_figures(by=by, application=application, taken=taken | {"income": Taken(D(1500))})
        save_figures(by=by, application=application, taken=taken | {"income": Taken(D(1500), "Payslips.")})
        with pytest.raises(IntegrityError), transaction.atomic():
            Figure.objects.filter(kind="income").update(note="")
        assert standing_of(application).warnings == []

    def test_the_words_warn_and_nothing_is_refused(self) -> None:
        application, by = offered()
        taken = {kind.value: Taken(amount) for kind, (amount, _source) in begun_with(application).items()}
        save_figures(by=by, application=application, taken=taken | {"income": Taken(D(200), "Payslips.")})
        assert standing_of(application).warnings == ["The instalment is more than what is left in a month."]

    def test_another_offer_asks_to_look_again(self) -> None:
        application, by = offered()
        assess(application, by=by)
        assert standing_of(application).missing == []
        wish = Wish(D(5000), 12, 0, TODAY + timedelta(days=20), TODAY + timedelta(days=51))
        assert application.terms is not None
        save_offer(by=by, application=application, terms=application.terms, wish=wish)
        assert "The instalment has changed" in standing_of(application).missing[0]


def test_each_part_that_is_missing_is_named() -> None:
    application, by = offered()
    ChecklistQuestionFactory()
    question = ChecklistQuestionFactory()
    assert standing_of(application).missing == ["Fill in the assessment first."]
    save_checklist(by=by, application=application, answers=[(question, "not_yet", "On Friday.")])
    assert standing_of(application).missing == [
        "The repayment capacity is not worked out yet.",
        "The credit register (CKP / CCP) is not looked up yet.",
        "Say whether the business is registered.",
        "1 question of the checklist has no answer yet.",
        "No sanctions list is checked yet.",
    ]
    ChecklistQuestion.objects.update(is_asked=False)
    assess(application, by=by)
    assert standing_of(application).missing == []
    question.text = "Another wording?"
    question.save()
    assert standing_of(application).answers[0].words != "Another wording?"


def test_a_registered_business_has_its_number() -> None:
    application, by = offered()
    given: dict[str, Any] = {"checked_on": TODAY, "result": "No entry.", "registered": "yes"}
    with pytest.raises(ValidationError, match="registration number"):
        note_register(by=by, application=application, **given)
    kept = note_register(by=by, application=application, **given, number="0123.456.789")
    assert kept.register_by_id == by.id
    with pytest.raises(ValidationError, match="not come yet"):
        note_register(by=by, application=application, **given | {"checked_on": TODAY + timedelta(days=1)})


class TestSanctions:
    def hit(self, application: Application, by: Actor, kind: str = "clarify") -> SanctionCheck:
        check = SanctionCheck(list_name="EU", checked_on=TODAY, hit=kind, reason="The same name.")
        return note_sanction_check(by=by, application=application, check=check)

    def test_a_false_hit_says_why_and_stands(self) -> None:
        application, by = offered()
        with pytest.raises(ValidationError, match="what the hit is"):
            note_sanction_check(
                by=by, application=application, check=SanctionCheck(list_name="EU", checked_on=TODAY, hit="false")
            )
        self.hit(application, by, "false")
        assert not any("sanctions" in sentence for sentence in standing_of(application).missing)

    def test_what_is_to_be_clarified_waits_for_a_second_person(self) -> None:
        application, by = offered()
        check = self.hit(application, by)
        assert "not clarified yet" in " ".join(standing_of(application).missing)
        with pytest.raises(ValidationError, match="may not"):
            clear(by=by, check=check, clearing="Born elsewhere.")
        manager = second(application)
        own = self.hit(application, manager)
        with pytest.raises(ValidationError, match="A second person"):
            clear(by=manager, check=own, clearing="Born elsewhere.")
        with pytest.raises(IntegrityError), transaction.atomic():
            SanctionCheck.objects.filter(pk=own.pk).update(
                cleared_by=own.checked_by, cleared_at=timezone.now(), clearing="Mine."
            )
        clear(by=manager, check=check, clearing="Born elsewhere.")
        with pytest.raises(ValidationError, match="already clarified"):
            clear(by=second(application), check=check, clearing="Born elsewhere.")

    def test_a_hit_stands_in_the_way_of_approving_and_paying_out(self) -> None:
        stage = proposed()
        SanctionCheckFactory(assessment__application=stage.application)
        with pytest.raises(ValidationError, match="not clarified yet"):
            approve(by=stage.decider, application=stage.application)
        assert "not clarified yet" in " ".join(lacking("disburse", stage.application))


def test_after_the_proposal_it_rests() -> None:
    stage = proposed()
    with pytest.raises(ValidationError, match="already made"):
        assess(stage.application, by=stage.proposer)


def test_an_institution_begins_with_a_checklist_and_keeps_its_own() -> None:
    assert reference.load(by=system("test")) == 6
    with translation.override("ps"):
        assert "پلان" in str(ChecklistQuestion.objects.get(code="plan"))
    ChecklistQuestion.objects.exclude(code="plan").delete()
    assert reference.load(by=system("test")) == 0
