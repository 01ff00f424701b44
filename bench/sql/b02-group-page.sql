-- B2 group caseload: the newest 20 open cases, and how many there are
-- $1 text[] principals of the manager (groups and self), $2 text[] modules
-- One pass for page and total: walking the date index instead degenerates where the group is small.
with s as materialized (
  select n, created_at
  from   case_row
  where  seen_by && $1::text[] and module = any ($2::text[]) and record_state and status = 'open'
), p as (
  select * from s order by created_at desc, n desc limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from s) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.created_at desc, p.n desc
