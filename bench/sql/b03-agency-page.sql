-- B3 agency caseload: the newest 20 open cases, without a total
-- $1 text[] principals of the coordinator (agency and self), $2 text[] modules
-- Walks the date index: an agency is large enough for 20 hits to be near its head.
with p as (
  select n, created_at
  from   case_row
  where  seen_by && $1::text[] and module = any ($2::text[]) and record_state and status = 'open'
  order  by created_at desc, n
  limit  20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.created_at desc, p.n
