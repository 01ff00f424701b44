-- B15, B16 save of answers that no list searches: document, history, audit and cursor in one statement
-- $1 bigint n, $2 jsonb new answers, $3 jsonb changes with before and after, $4 timestamptz now, $5 text user,
-- $6 uuid of the intention, $7 uuid of the record
with was as (
  select n, version, data from case_doc where n = $1::bigint for update
), now as (
  update case_doc d
  set    version = was.version + 1, last_updated_at = $4::timestamptz, data = was.data || $2::jsonb
  from   was
  where  d.n = was.n
  returning d.n, d.version
), line as (
  insert into case_history (n, at, user_name, action, version, config, intention, changes)
  select n, $4::timestamptz, $5::text, 'update', version, 1, $6::uuid, $3::jsonb from now
), trail as (
  insert into audit (user_name, action, outcome, record_type, record_id, details)
  select $5::text, 'update', 'done', 'case', $7::uuid, '{"fields": []}' from now
), moved as (
  insert into change_log (n) select n from now
  on conflict (n) do update set xid = pg_current_xact_id()
)
select version from now
