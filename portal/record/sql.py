"""The functions of the record inside PostgreSQL, as the migration installs them."""

INSTALL = """
CREATE OR REPLACE FUNCTION sanduq_entry(
    the_actor text, the_behalf bigint, the_request text, the_kind text, the_table text, the_row bigint,
    the_difference jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    the_salt uuid := gen_random_uuid();
    the_time timestamptz := clock_timestamp();
BEGIN
    INSERT INTO portal_entry (at, actor, on_behalf_of, request, kind, "table", "row", difference, salt, digest)
    VALUES (the_time, the_actor, the_behalf, the_request, the_kind, the_table, the_row, the_difference, the_salt,
        sha256(convert_to(concat_ws('|', the_salt, extract(epoch FROM the_time), the_actor,
                                    coalesce(the_behalf::text, ''), the_request, the_kind, the_table, the_row,
                                    the_difference::text), 'UTF8')));
END $$;

CREATE OR REPLACE FUNCTION sanduq_record(
    the_table text, the_operation text, before jsonb, after jsonb, secret text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    difference jsonb;
BEGIN
    SELECT jsonb_object_agg(
            key,
            CASE WHEN key = ANY (secret) THEN '["•", "•"]'::jsonb
                 ELSE jsonb_build_array(before -> key, after -> key) END)
        INTO difference
        FROM (SELECT jsonb_object_keys(COALESCE(before, '{}') || COALESCE(after, '{}')) AS key) AS keys
        WHERE before IS NULL OR after IS NULL OR (before -> key) IS DISTINCT FROM (after -> key);
    IF the_operation = 'UPDATE' AND difference IS NULL THEN
        RETURN;
    END IF;
    PERFORM sanduq_entry(
        COALESCE(NULLIF(current_setting('sanduq.actor', true), ''), 'unknown'),
        NULLIF(current_setting('sanduq.behalf', true), '')::bigint,
        COALESCE(current_setting('sanduq.request', true), ''),
        lower(the_operation), the_table, COALESCE(after ->> 'id', before ->> 'id')::bigint, difference);
END $$;

CREATE OR REPLACE FUNCTION sanduq_look(
    the_actor text, the_behalf bigint, the_request text, the_table text, the_row bigint
) RETURNS void LANGUAGE sql AS $$
    SELECT sanduq_entry(the_actor, the_behalf, the_request, 'look', the_table, the_row, NULL);
$$;
"""

REMOVE = """
DROP FUNCTION IF EXISTS sanduq_look(text, bigint, text, text, bigint);
DROP FUNCTION IF EXISTS sanduq_record(text, text, jsonb, jsonb, text[]);
DROP FUNCTION IF EXISTS sanduq_entry(text, bigint, text, text, text, bigint, jsonb);
"""
