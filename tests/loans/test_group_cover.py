"""Members stand for each other, as each agrees and signs; while one pays late, new loans of the others wait."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.applications.contracts import disburse, note_signature
from loans.applications.decisions import accept, approve, send_back
from loans.applications.models import Application
from loans.applications.proposals import propose
from loans.arrears.refresh import refresh_all
from loans.groups.actions import begin_group, choose_leader
from loans.groups.cover_page import cover_part
from loans.groups.covering import in_equal_parts, stand_for
from loans.groups.members import answer as answer_group
from loans.groups.models import Group, GroupMember
from loans.guarantees.actions import actor_for, answer, note_signed_on_paper
from loans.guarantees.deeds import load as load_deeds
from loans.ledger.actions import book_recovery, book_repayment, write_off
from loans.levels.models import Level
from loans.models import Guarantee, LevelRaise, Loan
from portal.accounts.scope import actor_for_user
from portal.actors import system
from portal.models import Message, User
from portal.roles import Role
from tests.factories import CaseFactory, GroupMemberFactory, member
from tests.loans.stages import Stage, assess, lent, paper, proposed, scanned, signed

TODAY = timezone.localdate()
D = Decimal

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def with_others(stage: Stage, count: int) -> tuple[Group, GroupMember, list[GroupMember]]:
    """The group of the stage's applicant, which has begun, with so many other members."""
    hers: GroupMember = GroupMemberFactory(case=stage.application.case)
    others: list[GroupMember] = [
        GroupMemberFactory(group=hers.group, case=CaseFactory(office=hers.group.office)) for _ in range(count)
    ]
    choose_leader(by=stage.proposer, group=hers.group, member=hers)
    begin_group(by=stage.proposer, group=hers.group)
    return hers.group, hers, others


def sign(stage: Stage, guarantee: Guarantee) -> None:
    answer(by=actor_for(guarantee, "en"), guarantee=guarantee, name="agree")
    load_deeds(by=stage.proposer)
    note_signed_on_paper(by=stage.proposer, guarantee=guarantee, signed_on=TODAY)


class TestCover:
    def test_all_for_all_each_is_asked_and_counts_once_she_has_signed(self) -> None:
        stage = proposed(guaranteed=False)
        group, hers, others = with_others(stage, 3)
        parts = in_equal_parts(D(2500), 3)
        assert parts == [D("833.33"), D("833.33"), D("833.34")]
        amounts = {one.pk: part for one, part in zip(others, parts, strict=True)}
        for _again in range(2):
            stand_for(by=stage.proposer, group=group, application=stage.application, amounts=amounts)
        found = list(Guarantee.objects.order_by("pk"))
        assert [(one.kind, one.state, one.amount) for one in found] == [("cross", "invited", part) for part in parts]
        assert Message.objects.filter(event="guarantee_invitation").count() == 3
        sign(stage, found[0])
        rows = {row.name.own: row for row in cover_part(group, stage.proposer)["cover_rows"]}
        assert hers.person is not None
        mine = rows[hers.person.full_name]
        assert (mine.received, mine.received_asked, mine.given) == (parts[0], D("1666.67"), D(0))

    def test_a_for_b_and_b_for_a_is_normal_and_nobody_for_herself(self) -> None:
        stage = proposed(guaranteed=False)
        group, hers, [other] = with_others(stage, 1)
        back: Any = Application.objects.get(pk=stage.application.pk)
        back.pk, back.ref, back.case = None, "AAAA2222", other.case
        back.save()
        stand_for(by=stage.proposer, group=group, application=stage.application, amounts={other.pk: D(1000)})
        stand_for(by=stage.proposer, group=group, application=back, amounts={hers.pk: D(500)})
        assert Guarantee.objects.count() == 2
        assert len(cover_part(group, stage.proposer)["cover_picture"].arrows) == 2
        with pytest.raises(ValidationError, match="at least one member"):
            stand_for(by=stage.proposer, group=group, application=stage.application, amounts={hers.pk: D(500)})
        with pytest.raises(ValidationError, match=r"already asked, for €1,000\.00"):
            stand_for(by=stage.proposer, group=group, application=stage.application, amounts={other.pk: D(900)})
        with pytest.raises(ValidationError, match="bound"):
            answer_group(by=actor_for(Guarantee.objects.earliest("pk"), "en"), member=other, name="leave")

    def test_the_page_divides_a_sum_and_her_own_page_tells_what_she_answers_for(
        self, client_of: Callable[[User], Client], client_of_person: Callable[..., Client]
    ) -> None:
        stage = proposed(guaranteed=False)
        group, _hers, others = with_others(stage, 2)
        client, url = client_of(stage.advisor), reverse("group-cover", args=[group.ref, stage.application.ref])
        assert "€2,500.00" in client.get(url).content.decode()
        assert "Please write an answer" in client.post(url, {"how": "all", "total": ""}).content.decode()
        assert client.post(url, {"how": "all", "total": "۲۵۰۰"}).status_code == 302
        assert [one.amount for one in Guarantee.objects.all()] == [D(1250), D(1250)]
        assert "group-arrow-asked" in client.get(reverse("group", args=[group.ref])).content.decode()
        own = client_of_person(others[0].person).get(reverse("my-group", args=[group.ref])).content.decode()
        assert "€1,250.00" in own
        assert "€5,000.00" not in own


class TestBlock:
    def late_other(self, stage: Stage) -> Callable[[], object]:
        """Somebody in the group of the stage's applicant is late; what pays it."""
        late_stage, loan = lent(since=TODAY - timedelta(days=60))
        hers = GroupMemberFactory(case=stage.application.case)
        case = loan.application.case
        case.office = hers.group.office
        case.save(update_fields=["office"])
        GroupMemberFactory(group=hers.group, case=case)
        refresh_all(by=system("test"), today=TODAY)
        return lambda: book_repayment(
            by=late_stage.proposer, loan=loan, amount=D("416.66"), on=TODAY, reference="all that is late"
        )

    def test_proposing_waits(self) -> None:
        stage = proposed()
        send_back(by=stage.decider, application=stage.application, reason="look again")
        assess(stage.application, by=stage.proposer)
        pay = self.late_other(stage)
        with pytest.raises(ValidationError, match="1 member of the group"):
            propose(by=stage.proposer, application=stage.application)
        pay()
        propose(by=stage.proposer, application=stage.application)

    def test_approving_waits(self) -> None:
        stage = proposed()
        pay = self.late_other(stage)
        with pytest.raises(ValidationError, match="pays late"):
            approve(by=stage.decider, application=stage.application)
        pay()
        approve(by=stage.decider, application=stage.application)

    def test_paying_out_waits(self) -> None:
        stage = signed()
        pay = self.late_other(stage)
        with pytest.raises(ValidationError, match="pays late"):
            disburse(by=stage.decider, application=stage.application, on=TODAY)
        pay()
        disburse(by=stage.decider, application=stage.application, on=TODAY)

    def lost_other(self, stage: Stage) -> tuple[Stage, Loan]:
        """Somebody in the group of the stage's applicant lost a loan to a write-off."""
        late_stage, loan = lent(since=TODAY - timedelta(days=60))
        case = loan.application.case
        case.office = stage.office
        case.save(update_fields=["office"])
        GroupMemberFactory(group=GroupMemberFactory(case=stage.application.case).group, case=case)
        write_off(by=late_stage.decider, loan=loan, principal=D(5000), note="gone")
        return late_stage, loan

    def test_a_write_off_blocks_until_it_is_paid_whatever_the_arrears_say(self, client_of: Callable[..., Any]) -> None:
        stage = proposed()
        other, loan = self.lost_other(stage)
        with pytest.raises(ValidationError, match="1 loan of a member of the group"):
            approve(by=stage.decider, application=stage.application)
        group = GroupMember.objects.get(person=stage.application.case.person_id).group
        page = client_of(stage.advisor).get(reverse("group", args=[group.ref])).content.decode()
        assert "written off: new loans of the group wait" in page
        book_recovery(by=other.proposer, loan=loan, amount=D(5000), on=TODAY, reference="all of it")
        approve(by=stage.decider, application=stage.application)

    def test_where_the_rules_name_who_decides_a_decision_passes_over_a_write_off_it_knew_of(self) -> None:
        stage = proposed()
        self.lost_other(stage)
        LevelRaise.objects.create(code="written_off", level=Level.HEAD)
        with pytest.raises(ValidationError, match="The head office decides"):
            approve(by=stage.decider, application=stage.application)
        approve(by=actor_for_user(member(Role.HEAD_OFFICE)), application=stage.application)
        accept(by=stage.client, application=stage.application)
        scanned(note_signature(by=stage.proposer, application=stage.application, contract=paper()))
        disburse(by=stage.decider, application=stage.application, on=TODAY)
        later = signed()
        self.lost_other(later)
        with pytest.raises(ValidationError, match="was written off"):
            disburse(by=later.decider, application=later.application, on=TODAY)

    def test_her_own_lateness_and_that_of_strangers_or_of_who_left_blocks_nobody(self) -> None:
        stage = proposed()
        self.late_other(stage)
        GroupMember.objects.exclude(person=stage.application.case.person_id).update(state="left")
        approve(by=stage.decider, application=stage.application)
