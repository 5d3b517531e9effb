"""Forms of groups: the group itself, a reason, a meeting, and its sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from crispy_forms.layout import Div, Layout
from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from advisors.hours.forms import ClockField
from advisors.models import Advisor
from applicants.persons.forms import ContactField
from loans.groups.collecting import Paid
from loans.groups.covering import in_equal_parts
from loans.groups.meeting_models import GroupMeeting
from loans.groups.models import Group, GroupMember
from loans.groups.sheet import LoanLine, MemberLine
from loans.groups.workflow import GROUP_CHOICES
from portal.actors import Actor
from portal.forms import AmountField, DayField, Form, FreeTextField, ModelForm, NameField
from portal.language import registry
from portal.models import Office

_LONGEST_KEY: Final = 19  # digits of a bigint


def _text(label: Any, **kwargs: Any) -> NameField:
    return NameField(label=label, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}), **kwargs)


class GroupForm(ModelForm):
    """Name, office, advisor, how often and where. Only offices and advisors of the actor's are offered."""

    name = _text(_("Name of the group"), max_length=80)
    place = _text(
        _("Where it meets"),
        max_length=150,
        required=False,
        help_text=_("At the office, or the address of another place."),
    )

    class Meta:
        model = Group
        fields = ["name", "office", "advisor", "rhythm", "place"]
        labels = {"office": _("Office"), "advisor": _("Advisor"), "rhythm": _("How often it meets")}

    def __init__(self, data: Any = None, *, actor: Actor, instance: Group | None = None) -> None:
        super().__init__(data, instance=instance)
        offices = Office.objects.visible_to(actor)
        advisors = (
            Advisor.objects.visible_to(actor).led_by(actor).active().select_related("user").order_by("user__name")
        )
        for name, rows in (("office", offices), ("advisor", advisors)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        if instance is None:
            own = advisors.filter(user=actor.id).first()
            only = offices.first() if offices.count() == 1 else None
            self.initial.update({"advisor": own, "office": only})
        self.helper.layout = Layout(
            "name", Div("office", "advisor", css_class="form-two"), Div("rhythm", "place", css_class="form-two")
        )


class InviteForm(Form):
    """Somebody without a file: name and contact, and in which language we write."""

    name = _text(_("Name"), max_length=150)
    contact = ContactField(label=_("Phone or e-mail"), help_text=_("The invitation and a code are sent there."))
    language = forms.ChoiceField(label=_("Language of the invitation"))

    def __init__(self, data: Any = None, *, country: str) -> None:
        super().__init__(data)
        language, contact = self.fields["language"], self.fields["contact"]
        if isinstance(language, forms.ChoiceField):
            language.choices = [(each.code, each.own_name) for each in registry.LANGUAGES]
        if isinstance(contact, ContactField):
            contact.region = country
        self.helper.layout = Layout("name", Div("contact", "language", css_class="form-two"))

    def filled(self) -> GroupMember:
        """The member with what a valid form says; not saved."""
        told = self.cleaned_data
        return GroupMember(name=told["name"], contact=told["contact"].value, language=told["language"])


class Sharing(models.TextChoices):
    ALL = "all", _("All for all: every other member, in equal parts")
    NAMED = "named", _("Those named below, each with her amount")


class CoverForm(Form):
    """Who stands for a member's loan: all others in equal parts of a sum, or those with an amount."""

    how = forms.ChoiceField(
        label=_("Who stands for it"), choices=Sharing.choices, initial=Sharing.ALL, widget=forms.RadioSelect
    )
    total = AmountField(label=_("For all: how many euros together"), required=False)

    def __init__(self, data: Any = None, *, members: Sequence[GroupMember], begun: Decimal | None) -> None:
        super().__init__(data, initial={"total": begun})
        self.members = members
        for member in members:
            self.fields[f"amount_{member.pk}"] = AmountField(label=member.name, required=False)
        self.helper.layout = Layout("how", "total", *(f"amount_{member.pk}" for member in members))
        self.fields_added()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("how") == Sharing.ALL and cleaned.get("total") is None and "total" not in self.errors:
            self.add_error("total", _("Please write an answer."))
        return cleaned

    def amounts(self) -> dict[int, Decimal]:
        """Member's key → euros. Only after the form was found valid."""
        if self.cleaned_data["how"] == Sharing.ALL:
            parts = in_equal_parts(self.cleaned_data["total"], len(self.members))
            return {member.pk: part for member, part in zip(self.members, parts, strict=True)}
        named = {member.pk: self.cleaned_data[f"amount_{member.pk}"] for member in self.members}
        return {key: amount for key, amount in named.items() if amount is not None}


class ReasonForm(Form):
    reason = FreeTextField(label=_("Reason, for colleagues"), rows=3, max_length=500)


class GroupFilterForm(Form):
    """What the list of groups is narrowed by: codes only. Anything unknown is passed over."""

    state = forms.ChoiceField(label=_("State"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        offices = [(office.code, str(office)) for office in Office.objects.visible_to(actor)]
        for name, nothing, choices in (
            ("state", _("Forming and active"), GROUP_CHOICES),
            ("office", _("All offices"), offices),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", nothing), *choices]

    def chosen(self) -> dict[str, str]:
        """The filters that are set to something known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MeetingForm(ModelForm):
    day = DayField(label=_("Day"))
    begins = ClockField(label=_("At what time"), required=False)
    place = _text(_("Where"), max_length=150, required=False)

    class Meta:
        model = GroupMeeting
        fields = ["day", "begins", "place"]

    def __init__(self, data: Any = None, *, instance: GroupMeeting) -> None:
        super().__init__(data, instance=instance)
        self.helper.layout = Layout(Div("day", "begins", css_class="form-two"), "place")


@dataclass(frozen=True)
class LoanFields:
    """One loan of the sheet with its inputs."""

    line: LoanLine
    paid: BoundField
    due: BoundField
    amount: BoundField


@dataclass(frozen=True)
class MemberFields:
    line: MemberLine
    came: BoundField
    loans: list[LoanFields]


class SheetForm(Form):
    """For each member whether she came; for each loan a tick for what is due, or another amount.

    `due` travels with the form: a tick means the amount that was on the screen. A line that cannot be read stops
    no other.
    """

    note = FreeTextField(label=_("Note"), rows=3, required=False, max_length=2000)

    def __init__(self, data: Any = None, *, lines: Sequence[MemberLine], note: str = "") -> None:
        super().__init__(data, initial={"note": note})
        self.lines = lines
        for member in lines:
            self.fields[f"came_{member.member.pk}"] = forms.BooleanField(required=False, initial=bool(member.came))
            for line in member.loans:
                key = line.loan.pk
                self.fields[f"paid_{key}"] = forms.BooleanField(required=False)
                self.fields[f"due_{key}"] = forms.DecimalField(
                    required=False, initial=line.due, widget=forms.HiddenInput, max_digits=9, decimal_places=2
                )
                self.fields[f"amount_{key}"] = AmountField(label=f"{member.name}, {line.number}", required=False)
        self.fields_added()

    def rows(self) -> Iterator[MemberFields]:
        """The lines with their inputs, for the template."""
        for member in self.lines:
            loans = [
                LoanFields(line, *(self[f"{name}_{line.loan.pk}"] for name in ("paid", "due", "amount")))
                for line in member.loans
            ]
            yield MemberFields(member, self[f"came_{member.member.pk}"], loans)

    def came(self) -> dict[int, bool]:
        return {each.member.pk: self.cleaned_data.get(f"came_{each.member.pk}", False) for each in self.lines}

    def paid(self) -> list[Paid]:
        """What was typed, else what was ticked; lines that cannot be read are left out."""
        found = []
        for member in self.lines:
            for line in member.loans:
                amount = self._amount(line.loan.pk)
                if amount:
                    found.append(Paid(member.member, line.loan, amount))
        return found

    def _amount(self, key: int) -> Decimal | None:
        if f"amount_{key}" in self.errors:
            return None
        typed: Decimal | None = self.cleaned_data.get(f"amount_{key}")
        ticked = self.cleaned_data.get(f"due_{key}") if self.cleaned_data.get(f"paid_{key}") else None
        return typed if typed is not None else ticked

    @staticmethod
    def typed(data: QueryDict) -> set[int]:
        """Keys of the loans for which something was ticked or typed."""
        sent = (name.partition("_") for name, value in data.items() if value)
        keys = (key for kind, _between, key in sent if kind in ("paid", "amount") and key.isascii() and key.isdigit())
        return {int(key) for key in keys if len(key) < _LONGEST_KEY}

    def unreadable(self) -> bool:
        return any(name.startswith("amount_") for name in self.errors)
