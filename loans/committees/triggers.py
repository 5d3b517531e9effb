"""What the database itself refuses about votes and agendas, whatever the code does."""

from typing import Final

import pgtrigger

# An agenda and an attendance stand still once the minutes are signed.
FROZEN: Final = pgtrigger.Trigger(
    name="minutes_signed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM loans_committeesession
                    WHERE id IN (CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.session_id END,
                                 CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.session_id END)
                      AND signed_off_at IS NOT NULL) THEN
            RAISE EXCEPTION 'the minutes are signed off' USING ERRCODE = 'check_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

# What was closed stays closed, and nobody closes a point about her own proposal.
CLOSES: Final = pgtrigger.Trigger(
    name="closes",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF OLD.outcome <> '' THEN
            RAISE EXCEPTION 'this point of the agenda is closed' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.outcome NOT IN ('', 'taken_off') AND EXISTS (
            SELECT 1 FROM loans_application WHERE id = NEW.application_id AND proposed_by_id = NEW.closed_by_id) THEN
            RAISE EXCEPTION 'nobody decides on their own proposal' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# Members vote, on what is open, and not on what they proposed. The point is held, so that closing waits for a vote.
ANSWERS: Final = pgtrigger.Trigger(
    name="answers",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("of_item", "bigint"), ("state", "text")],
    func="""
        IF TG_OP = 'DELETE' THEN of_item := OLD.item_id; ELSE of_item := NEW.item_id; END IF;
        SELECT outcome INTO state FROM loans_agendaitem WHERE id = of_item FOR SHARE;
        IF state <> '' THEN
            RAISE EXCEPTION 'this point of the agenda is closed' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND (OLD.item_id, OLD.user_id) IS DISTINCT FROM (NEW.item_id, NEW.user_id) THEN
            RAISE EXCEPTION 'a vote stays whose it is' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM loans_agendaitem AS item
                     JOIN loans_application AS application ON application.id = item.application_id
                    WHERE item.id = NEW.item_id AND application.proposed_by_id = NEW.user_id) THEN
            RAISE EXCEPTION 'nobody votes on their own proposal' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM loans_agendaitem AS item
                         JOIN loans_committeesession AS session ON session.id = item.session_id
                         JOIN loans_committeemember AS member ON member.committee_id = session.committee_id
                        WHERE item.id = NEW.item_id AND member.user_id = NEW.user_id) THEN
            RAISE EXCEPTION 'only members vote' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
