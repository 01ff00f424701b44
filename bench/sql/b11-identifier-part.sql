-- B11 part of an identifier, seven characters: the newest 20 and how many
-- $1 text[] modules, $2 text pattern '%abc%' in lower case, with \ before %, _ and \
with s as materialized (
  select r.n, r.created_at
  from   case_ids i
  join   case_row r using (n)
  where  (i.codes like $2::text or i.ids like $2::text) and r.module = any ($1::text[])
), p as (
  select * from s order by created_at desc, n desc limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from s) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.created_at desc, p.n desc
