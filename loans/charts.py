"""The page of workflows: what this floor has on it."""

from loans.funds.workflow import WORKFLOW as ALLOTMENT
from loans.groups.workflow import GROUP, MEMBER, MEMBERSHIP
from loans.guarantees.workflow import GUARANTOR
from loans.guarantees.workflow import WORKFLOW as GUARANTEE
from loans.permits.workflow import COMPUTED
from loans.permits.workflow import WORKFLOW as PERMIT_EXCEPTION
from loans.workflow import PERSON, PORTAL
from loans.workflow import WORKFLOW as APPLICATION
from portal.workflow import Chart


def charts() -> list[Chart]:
    """What fills the slot `workflows`."""
    return [
        Chart(
            "Loan application",
            "loans/workflow.py",
            APPLICATION,
            {PERSON: "the applicant herself", PORTAL: "by itself, at night"},
        ),
        Chart("Guarantee", "loans/guarantees/workflow.py", GUARANTEE, {GUARANTOR: "the guarantor"}),
        Chart("Share of a fund", "loans/funds/workflow.py", ALLOTMENT),
        Chart("Group", "loans/groups/workflow.py", GROUP),
        Chart("Member of a group", "loans/groups/workflow.py", MEMBERSHIP, {MEMBER: "she herself"}),
        Chart(
            "Permit exception", "loans/permits/workflow.py", PERMIT_EXCEPTION, {COMPUTED: "by itself, when recomputed"}
        ),
    ]
