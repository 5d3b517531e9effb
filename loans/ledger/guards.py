"""What the database itself refuses of a ledger, as the functions of triggers in SQL."""

from typing import Final

# By form, action or SQL: nobody books or plans interest on a loan whose product has none.
NO_INTEREST: Final = """
    IF EXISTS (SELECT 1 FROM loans_loan AS loan
                 JOIN loans_application AS application ON application.id = loan.application_id
                 JOIN loans_terms AS terms ON terms.id = application.terms_id
                WHERE terms.interest_free AND loan.id = {loan}) THEN
        RAISE EXCEPTION 'a loan without interest has no interest' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
OF_ROW: Final = "(SELECT loan_id FROM loans_scheduleversion WHERE id = NEW.schedule_id)"

# Whoever writes, by whatever way: the loan's row is held until the transaction ends, so that two tellers wait
# for each other, and the sum is read after the wait.
BALANCE: Final = """
    PERFORM 1 FROM loans_loan WHERE id = NEW.loan_id AND currency = NEW.currency FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a movement has the currency of its loan' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.principal + (SELECT COALESCE(SUM(principal), 0) FROM loans_movement WHERE loan_id = NEW.loan_id) < 0 THEN
        RAISE EXCEPTION 'more principal would be repaid than was lent' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'disbursement' AND NEW.principal + (
        SELECT COALESCE(SUM(moved.principal), 0)
          FROM loans_movement AS moved LEFT JOIN loans_movement AS undone ON undone.id = moved.reverses_id
         WHERE moved.loan_id = NEW.loan_id AND 'disbursement' IN (moved.kind, undone.kind)
    ) > (SELECT application.principal FROM loans_loan AS loan
           JOIN loans_application AS application ON application.id = loan.application_id
          WHERE loan.id = NEW.loan_id) THEN
        RAISE EXCEPTION 'more would be paid out than was agreed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind IN ('late_cost', 'charity', 'change_cost') AND NOT EXISTS (
        SELECT 1 FROM loans_loan AS loan
          JOIN loans_application AS application ON application.id = loan.application_id
          JOIN loans_terms AS terms ON terms.id = application.terms_id
         WHERE loan.id = NEW.loan_id
           AND CASE NEW.kind WHEN 'late_cost' THEN terms.late_policy = 'costs'
                             WHEN 'charity' THEN terms.late_policy = 'charity'
                             ELSE terms.fee_if_rescheduled = 'costs' END) THEN
        RAISE EXCEPTION 'the terms of the loan add nothing of this kind' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.late < 0 OR NEW.charity < 0) AND EXISTS (
        SELECT 1 FROM loans_movement WHERE loan_id = NEW.loan_id
        HAVING NEW.late + COALESCE(SUM(late), 0) < 0 OR NEW.charity + COALESCE(SUM(charity), 0) < 0) THEN
        RAISE EXCEPTION 'more would be taken for being late than was added' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'fee_back' AND NOT EXISTS (
        SELECT 1 FROM loans_loan AS loan
          JOIN loans_application AS application ON application.id = loan.application_id
          JOIN loans_terms AS terms ON terms.id = application.terms_id
         WHERE loan.id = NEW.loan_id AND loan.state = 'repaid' AND terms.fee_if_early = 'part') THEN
        RAISE EXCEPTION 'a fee is given back when a loan has ended, as its terms say' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.cash > 0 AND (
        NEW.kind = 'fee_back' OR EXISTS (SELECT 1 FROM loans_movement WHERE id = NEW.reverses_id AND kind = 'fee')
    ) AND NEW.cash + (
        SELECT COALESCE(SUM(moved.cash), 0)
          FROM loans_movement AS moved LEFT JOIN loans_movement AS undone ON undone.id = moved.reverses_id
         WHERE moved.loan_id = NEW.loan_id
           AND (moved.kind IN ('fee', 'fee_back') OR undone.kind IN ('fee', 'fee_back'))) > 0 THEN
        RAISE EXCEPTION 'more of the fee would be given back than was received' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'recovery' AND -NEW.cash > (
        SELECT COALESCE(-SUM(moved.principal) FILTER (WHERE moved.kind = 'write_off'), 0)
             + COALESCE(SUM(moved.cash) FILTER (WHERE moved.kind = 'recovery' OR undone.kind = 'recovery'), 0)
          FROM loans_movement AS moved LEFT JOIN loans_movement AS undone ON undone.id = moved.reverses_id
         WHERE moved.loan_id = NEW.loan_id) THEN
        RAISE EXCEPTION 'more would be received than was written off' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM loans_movement AS undone
         WHERE undone.id = NEW.reverses_id AND undone.loan_id = NEW.loan_id AND undone.kind <> 'reversal'
           AND (undone.principal, undone.interest, undone.fee, undone.cash, undone.late, undone.charity)
             = (-NEW.principal, -NEW.interest, -NEW.fee, -NEW.cash, -NEW.late, -NEW.charity)) THEN
        RAISE EXCEPTION 'a reversal undoes exactly one movement of its loan' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
