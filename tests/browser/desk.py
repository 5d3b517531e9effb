"""What staff do on the desk, and guarantors on the page behind their link."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import FilePayload, Locator

from loans.models import ContractScan
from portal.models import User
from tests.browser.steps import Visitor, code_in, link_in, message
from tests.portal.files import jpeg
from tests.second_factor import code_of
from tests.waiting import until

PASSWORD = "a good long password"
IBAN = "BE68 5390 0754 7034"


def logs_in(staff: Visitor, user: User) -> None:
    """For the first time: with the password, then she sets up her second factor, and lands on the desk."""
    staff.goes_to("/")
    staff.follows("Log in")
    staff.fills_in({"login": user.email, "password": PASSWORD})
    staff.presses("Log in")
    assert staff.path == "account/second-factor/set-up/"
    staff.page.get_by_text(staff.word("I cannot scan it")).click()
    line = staff.page.get_by_text(staff.word("Type this key into the app:"))
    key = line.locator(".code").inner_text().replace(" ", "")
    staff.fills_in({"code": code_of(key)})
    staff.presses("Set it up")
    assert staff.path == "account/recovery-codes/"
    staff.follows("I have kept them")
    staff.follows("Back")
    assert staff.path.startswith("desk/"), staff.page.url


def what_next(staff: Visitor) -> Locator:
    """The part of an application's page with its checklist and buttons."""
    return staff.page.get_by_role("complementary", name=staff.word("What can be done now"))


def logs_meeting(advisor: Visitor) -> None:
    """On the page of a file: how, what was said, and a next step with a date."""
    notes, step = "Ze kent het vak. Huur is nog niet rond.", "Offerte van de machine"
    by = timezone.localdate() + timedelta(days=7)
    advisor.fills_in(
        {
            "kind": "office",
            "interpreter": "",
            "notes": notes,
            "next_step": step,
            "next_step_on": by.isoformat(),
            "waiting_on": "advisor",
        }
    )
    advisor.presses("Log the meeting")
    advisor.reads(notes, step)


def adds_organisation(advisor: Visitor, name: str) -> None:
    """A moral guarantee, asked for at once: the applicant agrees to it while she sits there."""
    advisor.follows("Add an organisation")
    advisor.chooses("partner", name)
    advisor.presses("Save")
    advisor.follows("Note her answer", within=advisor.part(name))
    advisor.fills_in({"channel": "present", "helper": "Els Peeters"})
    advisor.presses("Save")
    advisor.presses("Invite", within=advisor.part(name))
    advisor.reads(advisor.word("Invited"), within=advisor.part(name))


def completes_person(advisor: Visitor, name: str, *, amount: str, language: str) -> None:
    """The person whom the applicant named: for how much he answers, and in which language he reads."""
    advisor.follows("Complete", within=advisor.part(name))
    advisor.fills_in({"language": language, "amount": amount})
    advisor.presses("Save")
    advisor.presses("Invite", within=advisor.part(name))
    advisor.reads(advisor.word("Invited"), within=advisor.part(name))


def opens_request(guarantor: Visitor, contact: str) -> None:
    """By the link in his message, in a browser that nobody used before, with the code that he asks for."""
    guarantor.goes_to(link_in(message("guarantee_invitation", contact, delivered=True)))
    guarantor.presses("Send me the code")
    guarantor.fills_in({"code": code_in(message("guarantee_code", contact, delivered=True))})
    guarantor.presses("Read the request")


def notes_paper(advisor: Visitor, name: str) -> None:
    """The personal guarantor has signed."""
    advisor.follows("Signed on paper", within=advisor.part(name))
    advisor.fills_in({"signed_on": timezone.localdate().isoformat()})
    advisor.presses("Save")
    advisor.reads(advisor.word("Active"), within=advisor.part(name))


def assesses(advisor: Visitor) -> None:
    """Part by part: what is left in a month, the registers, a sanctions list."""
    today = timezone.localdate().isoformat()
    advisor.follows("The assessment")
    advisor.follows("Fill in", within=advisor.part(advisor.word("Repayment capacity"), "section"))
    figures = {
        "income": "2500",
        "income_note": "Loonbrieven gezien.",
        "charges": "900",
        "charges_note": "Huur en eten.",
    }
    advisor.fills_in(figures)
    advisor.presses("Save")
    advisor.follows("Fill in", within=advisor.part(advisor.word("Credit register and registration"), "section"))
    advisor.fills_in({"checked_on": today, "result": "Geen inschrijving.", "registered": "no"})
    advisor.presses("Save")
    advisor.follows("Note a check")
    advisor.fills_in({"list_name": "Europese lijst", "checked_on": today, "hit": "none"})
    advisor.presses("Save")
    advisor.reads(advisor.word("The assessment is whole. You read words here, never a score: people decide."))
    advisor.follows("Loan application")


def proposes(advisor: Visitor) -> None:
    advisor.follows("Propose")
    advisor.presses("Propose")
    advisor.reads(advisor.word("The loan is proposed. Those who decide see it now."))


def approves(manager: Visitor, condition: str) -> None:
    """From the page of the application."""
    manager.follows("Decide")
    manager.fills_in({"approve-conditions": condition})
    manager.presses("Approve")
    manager.reads(manager.word("The loan is approved. The applicant is told."), condition)


def notes_contract(advisor: Visitor) -> None:
    """What stands on the signed paper, what she has seen, and a photo of it, which a worker looks at."""
    advisor.follows("Note the signature", within=what_next(advisor))
    advisor.fills_in({"language": "nl", "iban": IBAN, "identity_checked": "on", "iban_checked": "on"})
    photo: FilePayload = {"name": "signed.jpg", "mimeType": "image/jpeg", "buffer": jpeg(300, 400)}
    advisor.page.locator("input[name=scan]").set_input_files(photo)
    advisor.presses("Note the signature")
    advisor.reads(advisor.word("The signature is noted."))
    until(lambda: ContractScan.objects.ready().exists(), seconds=30)
