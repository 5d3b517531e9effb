"""Partners."""

import factory

from partnerships.models import Partner
from portal.models import Country


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = "grassroots"
    country = Country.BELGIUM
    gives_guarantees = True
    signatory = "Nour Haddad"
    signatory_email = factory.Sequence(lambda n: f"partner{n}@example.org")
