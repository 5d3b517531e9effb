"""What a product asks of guarantees: part of its terms, in columns of theirs."""

from decimal import Decimal
from typing import Final

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class GuaranteePolicy(models.Model):
    """The share to be covered with money, what counts for it, how many guarantors, and the most of one of them.

    `guarantor_most` is in euros over all loans of the product; None is no limit of its own. A moral guarantee never
    counts as money: it stands instead of it, or it does not.
    """

    guaranteed_share = models.PositiveSmallIntegerField(_("share to be guaranteed with money, %"), default=50)
    moral_instead = models.BooleanField(_("a moral guarantee can stand instead"), default=True)
    personal_counts = models.BooleanField(_("personal guarantees count"), default=True)
    cross_counts = models.BooleanField(_("guarantees within a group count"), default=True)
    institutional_counts = models.BooleanField(_("guarantees of schemes count"), default=True)
    guarantors_min = models.PositiveSmallIntegerField(_("guarantors, at least"), default=0)
    guarantor_most = models.DecimalField(
        _("most of one guarantor with this product, euros"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )

    class Meta:
        abstract = True

    @property
    def counting(self) -> tuple[str, ...]:
        """The kinds of guarantees that count as money, by code."""
        kinds = {
            "personal": self.personal_counts,
            "cross": self.cross_counts,
            "institutional": self.institutional_counts,
        }
        return tuple(kind for kind, counts in kinds.items() if counts)


CONSTRAINTS: Final[tuple[models.BaseConstraint, ...]] = (
    models.CheckConstraint(
        name="terms_share_is_percent",
        condition=Q(guaranteed_share__lte=100),
        violation_error_message=_("A share is between 0 and 100 %."),
    ),
    models.CheckConstraint(
        name="terms_guarantee_is_possible",
        condition=Q(guaranteed_share=0)
        | Q(moral_instead=True)
        | Q(personal_counts=True)
        | Q(cross_counts=True)
        | Q(institutional_counts=True),
        violation_error_message=_("Say which guarantees count, or ask for none."),
    ),
    models.CheckConstraint(
        name="terms_guarantor_most_above_zero",
        condition=Q(guarantor_most=None) | Q(guarantor_most__gt=0),
        violation_error_message=_("The most of one guarantor is above 0, or empty."),
    ),
)
