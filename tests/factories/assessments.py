"""Assessments, and the checklist they answer."""

from datetime import date

import factory

from loans.models import Assessment, ChecklistQuestion, SanctionCheck
from tests.factories.loans import ApplicationFactory
from tests.factories.portal import UserFactory


class ChecklistQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistQuestion

    code = factory.Sequence(lambda n: f"question-{n}")
    text = factory.Sequence(lambda n: f"Did you look at {n}?")


class AssessmentFactory(factory.django.DjangoModelFactory):
    """Begun, with nothing in it."""

    class Meta:
        model = Assessment

    application = factory.SubFactory(ApplicationFactory, in_review=True)


class SanctionCheckFactory(factory.django.DjangoModelFactory):
    """A hit that is to be clarified."""

    class Meta:
        model = SanctionCheck

    assessment = factory.SubFactory(AssessmentFactory)
    list_name = "Consolidated list of the European Union"
    checked_on = date(2026, 9, 1)
    hit = "clarify"
    reason = "Somebody of the same name."
    checked_by = factory.SubFactory(UserFactory)
