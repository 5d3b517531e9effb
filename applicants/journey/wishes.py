"""The step about her advisor: whom she would rather talk to. Nobody who works here is shown the answer."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case
from applicants.journey import lists, parts
from applicants.journey.step import Data, Sheet, Step, StepForm
from applicants.persons import actions as persons
from portal.actors import Actor

NONE: Final = "none"
WOMAN: Final = "woman"
COMMUNITY: Final = "community"
BOTH: Final = "both"


class WishForm(StepForm):
    wish = forms.ChoiceField(
        label=_("With whom would you rather talk?"),
        choices=[
            (NONE, _("I have no wish")),
            (WOMAN, _("With a woman")),
            (COMMUNITY, _("With somebody who is not of my community")),
            (BOTH, _("With a woman who is not of my community")),
        ],
        widget=forms.RadioSelect,
        initial=NONE,
    )
    community = forms.ChoiceField(
        label=_("Which community do you mean?"),
        help_text=_("Only if you would rather talk to somebody of another one."),
        required=False,
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, initial: Data | None = None) -> None:
        super().__init__(data, sheet=sheet, initial=initial)
        choices = [("", "–"), *((row.code, str(row)) for row in lists.communities_of(sheet))]
        self.fields["community"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        if len(choices) == 1:  # no list, nothing to choose from
            del self.fields["community"]
            self.fields["wish"].choices = self.fields["wish"].choices[:2]  # type: ignore[attr-defined]  # as above

    def clean(self) -> Data:
        cleaned = super().clean() or {}
        if cleaned.get("wish") in (COMMUNITY, BOTH) and not cleaned.get("community"):
            self.add_error("community", _("Please choose the community."))
        return cleaned

    def packed(self) -> Data:
        wish = self.cleaned_data["wish"]
        community = self.cleaned_data.get("community", "") if wish in (COMMUNITY, BOTH) else ""
        return {"wish": wish, "community": community}


class WishStep(Step):
    slug, part, order, private = "wish", parts.YOU, 85, True
    title = _("Do you have a wish about your advisor?")
    why = _("Some things are easier to say to one person than to another. You do not have to choose.")
    help = _(
        "Only the search for your advisor reads this answer. No advisor and nobody at the office sees it."
        " If nobody like that is free, somebody else helps you."
    )
    form_class = WishForm

    def load(self, case: Case, kept: Data | None) -> Data | None:
        wishes = case.person.advisor_wishes
        if kept is None or wishes is None:
            return None
        chosen = {(False, False): NONE, (True, False): WOMAN, (False, True): COMMUNITY, (True, True): BOTH}
        return {"wish": chosen[wishes["woman"], bool(wishes["not_of"])], "community": wishes["not_of"]}

    def save(self, *, by: Actor, case: Case, data: Data) -> None:
        woman = data["wish"] in (WOMAN, BOTH)
        persons.set_advisor_wishes(by=by, person=case.person, woman=woman, not_of=data["community"])

    def initial(self, data: Data) -> Data:
        return data or {"wish": NONE}
