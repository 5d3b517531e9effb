"""What the database keeps of funds: a loan is never lent twice, and no fund carries more than it has."""

from typing import Final

# Whoever writes, by whatever way: loan and fund are held until the transaction ends, so that two people wait for each
# other, and the sums are read after the wait.
WITHIN_LIMITS: Final = """
    IF NEW.state NOT IN ('proposed', 'included') THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM loans_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
    PERFORM 1 FROM loans_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
    IF loans_fund_used(NEW.fund_id) > (SELECT ceiling FROM loans_fund WHERE id = NEW.fund_id) THEN
        RAISE EXCEPTION 'more would be allotted than the fund has' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT COALESCE(SUM(share.amount), 0)
          FROM loans_allotment AS share JOIN loans_fund AS fund ON fund.id = share.fund_id
         WHERE share.application_id = NEW.application_id AND fund.kind = 'lending'
           AND share.state IN ('proposed', 'included'))
        > (SELECT COALESCE(principal, 0) FROM loans_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'funds would lend more than the loan' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
