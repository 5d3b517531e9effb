"""What the record is filtered by: codes alone, so that the address tells nothing about a client."""

import zoneinfo
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.forms import DayField, Form, WholeNumberField
from portal.record.models import EntryQuerySet
from portal.record.reading import actor_choices, table_choices


class RecordFilter(Form):
    table = forms.ChoiceField(label=_("What"), required=False)
    actor = forms.ChoiceField(label=_("Who"), required=False)
    day = DayField(label=_("Day"), required=False)
    row = WholeNumberField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("table", table_choices()), ("actor", actor_choices())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("all")), *choices]

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        """The entries that fit what was chosen; a choice that makes no sense finds nothing."""
        if not self.is_valid():
            return entries.none()
        chosen = self.cleaned_data
        wanted = {name: chosen[name] for name in ("table", "actor", "row") if chosen[name] not in ("", None)}
        entries = entries.filter(**wanted)
        if chosen["day"]:
            start = datetime.combine(chosen["day"], datetime.min.time(), zoneinfo.ZoneInfo(settings.TIME_ZONE))
            entries = entries.filter(at__gte=start, at__lt=start + timedelta(days=1))
        return entries
