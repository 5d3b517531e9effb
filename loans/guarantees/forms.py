"""Forms of guarantees: who is added, the day of the signature, and the code on the guarantor's own page."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.persons.forms import ContactField
from loans.applications.models import Application
from loans.guarantees.models import Guarantee, GuaranteeKind
from loans.guarantees.queries import partners_for
from portal.forms import AmountField, CodeField, DayField, Form, NameField, plain_helper
from portal.language import registry


class PersonalForm(Form):
    """A person who answers for a part of the loan."""

    name = NameField(label=_("Name"))
    contact = ContactField(label=_("Phone or e-mail"), help_text=_("The request and a code are sent there."))
    language = forms.ChoiceField(label=_("Language of the request"))
    amount = AmountField(label=_("Answers for at most"))

    def __init__(self, data: Any = None, *, application: Application, guarantee: Guarantee | None = None) -> None:
        self.guarantee = guarantee or Guarantee(kind=GuaranteeKind.PERSONAL)
        spoken = self.guarantee.language or application.case.person.language
        known = self.guarantee
        initial = {"name": known.name, "contact": known.contact, "amount": known.amount, "language": spoken}
        super().__init__(data, initial=initial)
        language, contact = self.fields["language"], self.fields["contact"]
        if isinstance(language, forms.ChoiceField):
            language.choices = [(each.code, each.own_name) for each in registry.LANGUAGES]
        if isinstance(contact, ContactField) and application.case.office is not None:
            contact.region = application.case.office.country
        self.helper = plain_helper()
        self.helper.layout = Layout("name", Div("contact", "language", css_class="form-two"), "amount")

    def filled(self) -> Guarantee:
        """The guarantee with what a valid form says; not saved."""
        cleaned, row = self.cleaned_data, self.guarantee
        row.name, row.contact, row.language = cleaned["name"], cleaned["contact"].value, cleaned["language"]
        row.amount = cleaned["amount"]
        return row


class MoralForm(Form):
    """An organisation that vouches, without payment."""

    partner = forms.ChoiceField(label=_("Organisation"))

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data)
        self.offered = {str(partner.pk): partner for partner in partners_for(application)}
        field = self.fields["partner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, str(partner)) for key, partner in self.offered.items()]

    def filled(self) -> Guarantee:
        """The guarantee of the organisation that was chosen; not saved."""
        return Guarantee(kind=GuaranteeKind.MORAL, partner=self.offered[self.cleaned_data["partner"]])


class SignedForm(Form):
    signed_on = DayField(label=_("Signed on paper on"))


class GuaranteeCodeForm(Form):
    code = CodeField(label=_("Code"), help_text=_("The six digits we sent you."))
