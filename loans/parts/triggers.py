"""What the database itself refuses of a loan that is paid out in parts."""

from typing import Final

import pgtrigger

# The plan stands still once the loan is proposed; what is paid out stays paid out.
FROZEN: Final = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("of_application", "bigint")],
    func="""
        IF TG_OP = 'UPDATE' THEN
            IF OLD.movement_id IS NOT NULL AND NEW.movement_id IS DISTINCT FROM OLD.movement_id THEN
                RAISE EXCEPTION 'a part that is paid out stays paid out' USING ERRCODE = 'check_violation';
            END IF;
            IF (OLD.application_id, OLD.number, OLD.on, OLD.amount, OLD.before)
                IS NOT DISTINCT FROM (NEW.application_id, NEW.number, NEW.on, NEW.amount, NEW.before) THEN
                RETURN NEW;
            END IF;
        END IF;
        of_application := CASE WHEN TG_OP = 'INSERT' THEN NEW.application_id ELSE OLD.application_id END;
        IF EXISTS (SELECT 1 FROM loans_application WHERE id = of_application
                      AND state NOT IN ('submitted', 'in_review', 'information_needed')) THEN
            RAISE EXCEPTION 'the parts of a proposed loan are not changed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

# A part is paid out by the one movement that pays it: of its loan, of its amount.
PAID: Final = pgtrigger.Trigger(
    name="paid_by_its_movement",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__movement__isnull=False),
    func="""
        IF NOT EXISTS (SELECT 1 FROM loans_movement AS moved JOIN loans_loan AS loan ON loan.id = moved.loan_id
                        WHERE moved.id = NEW.movement_id AND moved.kind = 'disbursement'
                          AND moved.principal = NEW.amount AND loan.application_id = NEW.application_id) THEN
            RAISE EXCEPTION 'a part is paid out by a movement of its loan and its amount'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# From the proposal on, the parts of an application are its loan: to the cent, one after the other, as its terms allow.
WHOLE: Final = pgtrigger.Trigger(
    name="parts_are_the_loan",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__state__in=["proposed", "deferred", "approved", "accepted", "signed", "disbursed"]),
    func="""
        IF EXISTS (SELECT 1 FROM loans_loanpart AS part WHERE part.application_id = NEW.id
                   HAVING COUNT(*) > 0 AND (
                          SUM(part.amount) IS DISTINCT FROM NEW.principal OR COUNT(*) < 2
                       OR MIN(part.number) <> 1 OR MAX(part.number) <> COUNT(*)
                       OR COUNT(*) > (SELECT parts_max FROM loans_terms WHERE id = NEW.terms_id)
                       OR (NEW.fee_taken = 'withheld'
                           AND COALESCE(MIN(part.amount) FILTER (WHERE part.number = 1), 0) <= COALESCE(NEW.fee, 0))))
        OR EXISTS (SELECT 1 FROM loans_loanpart AS part JOIN loans_loanpart AS later
                       ON later.application_id = part.application_id AND later.number = part.number + 1
                    WHERE part.application_id = NEW.id AND later.on <= part.on) THEN
            RAISE EXCEPTION 'the parts of a loan sum to it, on days that ascend' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
