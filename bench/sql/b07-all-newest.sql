-- B7 everything: the newest 20, without a total
-- $1 text[] modules
with p as (
  select n, created_at from case_row where module = any ($1::text[]) order by created_at desc, n limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.created_at desc, p.n
