"""What somebody can ask us for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Need(TextChoices):
    """The values kept in `Case.needs`."""

    LOAN = "loan", _("A loan for my business")
    TRAINING = "training", _("Training")
    PAPERS = "papers", _("Help with papers")
    ADVICE = "advice", _("Advice")
    OTHER = "other", _("Something else: a job, a home, a language course …")
