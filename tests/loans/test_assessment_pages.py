"""The pages of an assessment, by HTTP as staff."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.models import SanctionCheck
from portal.models import User
from portal.roles import Role
from tests.factories import ApplicationFactory, ChecklistQuestionFactory, SanctionCheckFactory, member
from tests.loans.stages import proposed

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate().isoformat()

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_part_by_part_to_a_whole_that_is_read_and_printed(client_of: ClientOf) -> None:
    application, question = ApplicationFactory(in_review=True), ChecklistQuestionFactory(text="Did you see the place?")
    client = client_of(member(Role.ADVISOR, office=application.case.office))
    whole, figures, register, sanctions, checklist = (
        reverse(f"assessment{part}", args=[application.ref])
        for part in ("", "-figures", "-register", "-sanctions", "-checklist")
    )
    assert "Fill in the assessment first." in client.get(whole).content.decode()
    typed = {"income": "۱۵۰۰", "charges": "0", "debts": "0", "instalment": "0"}
    assert "Write why the figure is another one." in client.post(figures, typed).content.decode()
    assert client.post(figures, typed | {"income_note": "فیش حقوقی"})["Location"] == whole
    looked = {"checked_on": TODAY, "result": "Geen inschrijving.", "registered": "yes"}
    assert "Write the registration number." in client.post(register, looked).content.decode()
    assert client.post(register, looked | {"number": "0123.456.789"}).status_code == 302
    check = {"list_name": "Europese lijst", "checked_on": TODAY, "hit": "false"}
    assert "what the hit is" in client.post(sanctions, check).content.decode()
    assert client.post(sanctions, check | {"reason": "Andere geboortedatum."}).status_code == 302
    answered = {f"q{question.pk}": "not_yet", f"q{question.pk}_note": "Vrijdag"}
    assert client.post(checklist, answered).status_code == 302
    page = client.get(whole).content.decode()
    for said in ("فیش حقوقی", "€1,500.00", "CKP / CCP", "0123.456.789", "somebody else", "Vrijdag", "never a score"):
        assert said in page, said


def test_a_second_person_clarifies_on_his_page(client_of: ClientOf) -> None:
    stage = proposed()
    SanctionCheckFactory(assessment__application=stage.application, checked_by=stage.advisor)
    url = reverse("assessment-clear", args=[stage.application.ref, 1])
    manager = client_of(stage.manager)
    assert url in manager.get(reverse("assessment", args=[stage.application.ref])).content.decode()
    assert manager.post(url, {"clearing": "Andere geboorteplaats."}).status_code == 302
    assert SanctionCheck.objects.get().cleared_by == stage.manager
    decides = manager.get(reverse("application-decide", args=[stage.application.ref])).content.decode()
    assert "clarified: it is somebody else" in decides
    assert "nothing to clarify" in manager.get(url).content.decode()
    assert manager.get(reverse("assessment-clear", args=[stage.application.ref, 2])).status_code == 404
