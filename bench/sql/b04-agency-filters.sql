-- B4 agency, three filters, by name: sex, any of two concerns, urgent false or never answered
-- $1 text[] principals, $2 text[] modules, $3 int[] term of sex=female, $4 int[] terms of the concerns,
-- $5 int[] term of urgent_protection_concern=true
with s as materialized (
  select n, name
  from   case_row
  where  seen_by && $1::text[] and tok @> $3::int[] and tok && $4::int[] and not tok && $5::int[] and module = any ($2::text[])
), p as (
  select * from s order by name asc nulls last, n desc limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from s) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.name asc nulls last, p.n desc
