"""The pipeline: every loan application that is under way, as a board or as a table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loans.pipeline.forms import PipelineForm
from loans.pipeline.queries import cards_of, columns, table, total
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def pipeline(request: ActorRequest) -> HttpResponse:
    """One set of filters in the address for both; `view=table` for the table."""
    form = PipelineForm(request.GET, actor=request.actor)
    chosen = form.chosen()
    if request.GET.get("view") == "table":
        page = table(request.actor, chosen, after=request.GET.get("after", ""))
        shown = {"form": form, "chosen": chosen, "page": page, "cards": cards_of(page.rows, request.actor)}
        return render(request, "loans/pipeline_table.html", shown)
    board = columns(request.actor, chosen)
    count, amount = total(board)
    shown = {"form": form, "chosen": chosen, "columns": board, "count": count, "amount": amount}
    return render(request, "loans/pipeline_board.html", shown)
