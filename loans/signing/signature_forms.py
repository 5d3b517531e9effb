"""What is said when a contract is sent to be signed."""

from typing import Any

from loans.applications.contract_forms import SignForm
from loans.applications.models import Application


class SendForm(SignForm):
    """As on the paper form, but for the day of signing and the scan, which there are none of yet."""

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, application=application)
        del self.fields["signed_on"], self.fields["scan"]

    @property
    def checks(self) -> dict[str, bool]:
        """Of a valid form: what was checked already."""
        return {name: self.cleaned_data[name] for name in ("identity_checked", "iban_checked")}
