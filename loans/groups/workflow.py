"""The workflows of a group (forming → active → ended) and of somebody in it (invited → joined → left; refused)."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.roles import Permission
from portal.workflow import State, Transition, Workflow

MEMBER: Final = "member"  # she herself, by her page or by the link she was sent
_P = Permission

GROUP: Final = Workflow(
    states=(
        State(
            "forming",
            pgettext_lazy("group", "Forming"),
            _("Your group is coming together."),
            "wait",
            "people",
            "advisor",
        ),
        State("active", pgettext_lazy("group", "Active"), _("Your group meets."), "good", "people-fill", "nobody"),
        State(
            "ended",
            pgettext_lazy("group", "Ended"),
            _("This group has ended."),
            "ended",
            "x-circle",
            "nobody",
            closed=True,
        ),
    ),
    transitions=(
        Transition(
            "begin", _("The group begins"), frozenset({"forming"}), "active", _P.PROPOSE_LOANS, icon="check-circle"
        ),
        Transition(
            "end",
            _("End the group"),
            frozenset({"forming", "active"}),
            "ended",
            _P.PROPOSE_LOANS,
            reason_required=True,
            icon="x-circle",
        ),
    ),
)

MEMBERSHIP: Final = Workflow(
    states=(
        State(
            "invited",
            pgettext_lazy("member", "Invited"),
            _("You are asked to join this group."),
            "wait",
            "envelope",
            "member",
        ),
        State(
            "joined",
            pgettext_lazy("member", "Member"),
            _("You are a member of this group."),
            "good",
            "person-check",
            "nobody",
        ),
        State(
            "refused",
            pgettext_lazy("member", "Said no"),
            _("You said no. Nothing is asked of you."),
            "ended",
            "x-circle",
            "nobody",
            closed=True,
        ),
        State(
            "left",
            pgettext_lazy("member", "Left"),
            _("You are no longer in this group."),
            "ended",
            "arrow-left",
            "nobody",
            closed=True,
        ),
    ),
    transitions=(
        Transition("join", _("Yes, I join"), frozenset({"invited"}), "joined", MEMBER, icon="check-circle"),
        Transition(
            "note_join",
            _("Note a yes"),
            frozenset({"invited"}),
            "joined",
            _P.PROPOSE_LOANS,
            icon="check-circle",
        ),
        Transition("refuse", _("No, I do not join"), frozenset({"invited"}), "refused", MEMBER, icon="x-circle"),
        Transition(
            "note_refusal",
            _("Note a no"),
            frozenset({"invited"}),
            "refused",
            _P.PROPOSE_LOANS,
            icon="x-circle",
        ),
        Transition("leave", _("I leave the group"), frozenset({"joined"}), "left", MEMBER, icon="arrow-left"),
        Transition(
            "note_leave",
            _("Note that this person leaves"),
            frozenset({"joined"}),
            "left",
            _P.PROPOSE_LOANS,
            reason_required=True,
            icon="arrow-left",
        ),
        Transition(
            "take_back",
            _("Take the invitation back"),
            frozenset({"invited"}),
            "left",
            _P.PROPOSE_LOANS,
            icon="arrow-left",
        ),
    ),
)
GROUP_CHOICES: Final = [(state.name, state.label) for state in GROUP.states]
MEMBER_CHOICES: Final = [(state.name, state.label) for state in MEMBERSHIP.states]
