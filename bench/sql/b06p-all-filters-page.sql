-- B6 everything, three filters, by name: the first 20 and how many
-- $1 text[] modules, $2 int[] term of sex=female, $3 int[] terms of the concerns,
-- $4 int[] term of urgent_protection_concern=true
with s as materialized (
  select n, name
  from   case_row
  where  tok @> $2::int[] and tok && $3::int[] and not tok && $4::int[] and module = any ($1::text[])
), p as (
  select * from s order by name asc nulls last, n desc limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from s) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.name asc nulls last, p.n desc
