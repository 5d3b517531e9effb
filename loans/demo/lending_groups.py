"""The demo's groups at Ghent: four women who meet, two of them with a loan, one late; and a group that forms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from random import Random
from typing import Final

from advisors.models import Advisor
from applicants.cases.assigning import assign_case
from applicants.models import Case
from loans.demo import applicants as people
from loans.demo.applicants import Scene
from loans.demo.assessing import assess
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.institution import DOMAIN
from loans.demo.story import Story
from loans.groups.actions import begin_group, choose_leader, found_group
from loans.groups.collecting import Paid, keep_sheet
from loans.groups.covering import in_equal_parts, stand_for
from loans.groups.inviting import invite_friend
from loans.groups.meeting_models import GroupMeeting
from loans.groups.meetings import plan_meeting
from loans.groups.members import add_member, answer
from loans.groups.models import Group, GroupMember
from loans.guarantees import actions as guarantees
from loans.guarantees.models import Guarantee
from loans.ledger.standing import standing_of
from portal.accounts.scope import actor_for_user
from portal.actors import Actor

_FIRST: Final = 9006  # numbers of applicants that no other has
_SPEAKS: Final = frozenset({"prs", "ps"})  # what the advisor of the groups speaks
_LENT: Final = ("offer", "guarantee", "assess", "propose", "approve", "accept", "sign", "disburse")


def meet(scene: Scene, cast: Cast, now: datetime) -> None:
    """Everything, in the order in which it happened; within a transaction in which somebody acts."""
    advisor = Advisor.objects.select_related("user").get(user__email=f"fereshta@{DOMAIN}")
    _Groups(scene, cast, now, advisor).play()


class _Groups:
    def __init__(self, scene: Scene, cast: Cast, now: datetime, advisor: Advisor) -> None:
        ghent = [office for office in scene.offices if office.code == "ghent"]
        origins = [row | {"men": row["women"]} for row in scene.origins if _SPEAKS & set(row["speaks"])]
        self.scene = replace(scene, offices=ghent, origins=origins)
        self.office, self.advisor, self.cast, self.now = ghent[0], advisor, cast, now
        self.by: Actor = actor_for_user(advisor.user)
        self.called: set[str] = set()

    def on(self, days: int, do: Callable[[], object]) -> None:
        """What happened so many days ago."""
        with at(self.now - timedelta(days=days)):
            do()

    def play(self) -> None:
        stories = [self.story(_FIRST + number, 150 - number) for number in range(4)]
        group = self.found("Anar", 140, "month", "Dok Noord 4")
        members = [self.join(group, story, 138) for story in stories]
        self.on(137, lambda: choose_leader(by=self.by, group=group, member=members[0]))
        self.on(137, lambda: begin_group(by=self.by, group=group))
        for days, name in zip(range(136, 128, -1), _LENT, strict=True):
            for story in stories[:2]:
                self.step(story, days, name)
        self.step(stories[2], 20, "offer")
        self.cover(group, stories, members)
        self.step(stories[3], 19, "offer")
        for story, name in zip(stories[2:], ("Nabil Mansour", "Nabeel Mansoor"), strict=True):
            self.vouch(story, name)
        self.hold(group, members, days=12)
        self.on(9, lambda: self.plan(group, self.now.date() + timedelta(days=12)))
        forming = self.found("Gulab", 6, "fortnight", "")
        self.join(forming, self.story(_FIRST + 4, 30), 5)
        asked = self.story(_FIRST + 5, 25)
        self.on(4, lambda: add_member(by=self.by, group=forming, case=asked.case))
        friend = GroupMember(name="Nadia", contact="+32470009099", language="fa")
        self.on(3, lambda: invite_friend(by=self.by, group=forming, member=friend))

    def story(self, number: int, days: int) -> Story:
        """Somebody who wants a loan, whose file is read by the advisor of the group."""
        dice = next(seed for seed in count(number * 1000) if fits(number, self.scene, seed, self.called))
        with at(self.now - timedelta(days=days, hours=1)):
            case = people.apply(number, self.scene, Random(dice))
        self.called.add(case.person.called)
        story = Story(case, self.cast, Random(number))
        self.step(story, days, "send")
        self.on(days, lambda: assign_case(by=self.cast.manager(story.case), case=story.case, advisor=self.advisor))
        for later, name in ((2, "meet"), (3, "review")):
            self.step(story, days - later, name)
        return story

    def step(self, story: Story, days: int, name: str) -> None:
        if name == "assess":
            second = self.cast.first_manager(story.case)
            self.on(days, lambda: assess(story.application(), by=story.staff(), second=second))
        else:
            self.on(days, getattr(story, name))
        story.case = Case.objects.select_related("person", "office", "advisor__user").get(pk=story.case.pk)

    def found(self, name: str, days: int, rhythm: str, place: str) -> Group:
        group = Group(name=name, office=self.office, advisor=self.advisor, rhythm=rhythm, place=place)
        self.on(days, lambda: found_group(by=self.by, group=group))
        return group

    def join(self, group: Group, story: Story, days: int) -> GroupMember:
        with at(self.now - timedelta(days=days)):
            member = add_member(by=self.by, group=group, case=story.case)
        self.on(days - 1, lambda: answer(by=story.herself, member=member, name="join"))
        return member

    def cover(self, group: Group, stories: list[Story], members: list[GroupMember]) -> None:
        """All stand for the third: one has signed, one agreed, one has not answered."""
        application, others = stories[2].application(), [members[0], members[1], members[3]]
        parts = in_equal_parts((application.principal or Decimal(0)) / 2, 3)
        amounts = {one.pk: part for one, part in zip(others, parts, strict=True)}
        with at(self.now - timedelta(days=18)):
            asked = stand_for(by=self.by, group=group, application=application, amounts=amounts)
        for guarantee in asked[:2]:
            by = guarantees.actor_for(guarantee, "en")
            self.on(17, partial(guarantees.answer, by=by, guarantee=guarantee, name="agree"))
        signed_on = (self.now - timedelta(days=16)).date()
        self.on(15, lambda: guarantees.note_signed_on_paper(by=self.by, guarantee=asked[0], signed_on=signed_on))

    def vouch(self, story: Story, name: str) -> None:
        """The same man, written down twice: the portal asks whether it is one."""
        found = Guarantee(kind="personal", name=name, contact="+32470009098", amount=Decimal(400), language="ar")
        self.on(14, lambda: guarantees.add_guarantee(by=self.by, application=story.application(), guarantee=found))
        self.on(13, lambda: guarantees.invite(by=self.by, guarantee=found))

    def plan(self, group: Group, day: date) -> GroupMeeting:
        meeting = GroupMeeting(day=day, begins=time(18, 30), place=group.place)
        return plan_meeting(by=self.by, group=group, meeting=meeting)

    def hold(self, group: Group, members: list[GroupMember], *, days: int) -> None:
        """A meeting so many days ago: one paid what was due, the other a part; one did not come."""
        day = self.now.date() - timedelta(days=days)
        with at(self.now - timedelta(days=days + 10)):
            meeting = self.plan(group, day)
        with at(self.now - timedelta(days=days)):
            loans = [(one, one.case.application.loan) for one in members[:2] if one.case is not None]
            asked = [standing_of(loan, day).overdue for _one, loan in loans]
            paid = [
                Paid(one, loan, amount)
                for (one, loan), amount in zip(loans, (asked[0], (asked[1] / 2).quantize(Decimal("0.01"))), strict=True)
                if amount
            ]
            came = {one.pk: one is not members[3] for one in members}
            note = "We talked about the market in spring. Two want to share a stall."
            keep_sheet(by=self.by, meeting=meeting, came=came, paid=paid, note=note)


def fits(number: int, scene: Scene, seed: int, called: set[str]) -> bool:
    """Whether these dice make somebody who wants a loan, whose residence document has no end, of a name of her own."""
    told = people.answers(number, scene, Random(seed))
    wants = "loan" in told["needs"]["needs"] and told["papers-until"]["end"] == "none"
    return wants and told["name"]["called"] not in called
