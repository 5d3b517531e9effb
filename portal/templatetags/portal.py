"""Tags and filters of every page: icons, amounts, states, links in another language, slots."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.actors import Actor
from portal.forms import AmountField, plain_helper
from portal.language.digits import localize
from portal.language.moments import day_words, hour_words, moment_words
from portal.language.money import format_euro, format_percent
from portal.language.registry import CODES
from portal.roles import Permission
from portal.typed import whose

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.simple_tag
def icon(name: str, label: str = "", *, mirror: bool = False) -> SafeString:
    """An icon of the sprite. Without a label it is decoration; `mirror` turns it round in right-to-left pages."""
    classes = "icon icon-mirror" if mirror else "icon"
    href = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, href
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, href
    )


@register.filter
def euro(amount: Decimal | None) -> SafeString:
    """An amount as the page's language writes it, in Western digits, isolated left to right."""
    if amount is None:
        return format_html('<span class="text-muted">{}</span>', "–")
    return format_html('<bdi class="amount" dir="ltr">{}</bdi>', format_euro(Decimal(amount), _language()))


@register.filter
def euro_text(amount: Decimal) -> str:
    """An amount as plain text, for messages, which have no marks of direction."""
    return format_euro(Decimal(amount), _language())


@register.filter
def percent(value: Decimal | None) -> SafeString:
    """A percentage with one decimal, half up, isolated left to right."""
    if value is None:
        return format_html("{}", "–")
    return format_html('<bdi dir="ltr">{}</bdi>', format_percent(Decimal(value), _language()))


@register.filter
def native_digits(value: object) -> str:
    """Numbers in running text, in the digits that readers of the page's language expect."""
    return localize(str(value), _language())


@register.filter
def moment(at: datetime) -> str:
    """A day and an hour by the clock that `at` brings, never another: of an appointment, the office's."""
    return moment_words(at, _language())


@register.filter
def moment_day(at: datetime) -> str:
    """The day of such a moment, with its weekday."""
    return day_words(at, _language())


@register.filter
def moment_hour(at: datetime) -> str:
    """The hour of such a moment."""
    return hour_words(at, _language())


@register.simple_tag(takes_context=True)
def in_language(context: dict[str, Any], code: str) -> str:
    """The address of this same page in another language, its query included."""
    request = context.get("request")
    if request is None:
        return f"/{code}/"
    first, _, rest = request.get_full_path().lstrip("/").partition("/")
    return f"/{code}/{rest}" if first in CODES else f"/{code}/"


@register.simple_tag(takes_context=True)
def whose_page(context: dict[str, Any]) -> SafeString:
    """Beside the token of an applicant's form: whose page it is, so that what comes too late goes to nobody else."""
    actor = context.get("actor")
    if actor is None or actor.kind != "person":
        return SafeString("")
    return format_html('<input type="hidden" name="whose" value="{}">', whose(actor.id))


@register.filter
def leads_to(address: str, path: str) -> bool:
    """Whether the page at `path` is the one at `address`, or stands below it."""
    return path.startswith(address)


@register.simple_tag
def form_helper(form: Any) -> Any:
    """The form's own crispy helper; for a form that is not ours (allauth's), the plain one."""
    return getattr(form, "helper", None) or plain_helper()


@register.filter
def first_input(field: BoundField) -> str:
    """The id to which a link to this field leads: of choices and fields in parts, the first."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_amount(field: BoundField) -> bool:
    """Whether the field takes euros or a part of them, and so stands beside a sign."""
    return isinstance(field.field, AmountField)


@register.filter
def attribute(value: Any, name: str) -> Any:
    """`value.name` where the name is known only at run time; missing names are an error, as everywhere."""
    return value[name] if isinstance(value, dict) else getattr(value, name)


@register.filter
def may(actor: Actor, permission: str) -> bool:
    """Whether this actor may follow a link to what the permission opens."""
    return actor.may(Permission(permission))
