"""What the pages read: the list of guides, and one guide with the steps that are shown."""

from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404

from advisors.guides.models import Guide, GuideStep
from portal.actors import Actor

_STEPS = Prefetch("steps", GuideStep.objects.current().order_by("order", "pk"), to_attr="shown_steps")


def guide_list(actor: Actor) -> list[Guide]:
    """The guides the actor may read, with `step_count` of each."""
    counted = Count("steps", filter=Q(steps__current=True))
    return list(Guide.objects.visible_to(actor).select_related("checked_by").annotate(step_count=counted))


def open_guide(actor: Actor, code: str) -> Guide:
    """One guide with `shown_steps`, in order; 404 for what the actor may not read."""
    guide: Guide = get_object_or_404(Guide.objects.visible_to(actor).prefetch_related(_STEPS), code=code)
    return guide
