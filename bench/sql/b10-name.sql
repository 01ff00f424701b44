-- B10 name by sound: the 20 most alike, and how many share a word
-- $1 text[] principals, $2 text[] modules, $3 text[] tokens of the name asked for, $4 text the name asked for
-- Likeness is below one and shared words count whole, so only those levels of shared words are compared in writing
-- from which the first 20 can come.
with hit as materialized (
  select n, name, (select count(*) from unnest(name_tok) t where t = any ($3::text[])) as shared
  from   case_row
  where  name_tok && $3::text[] and seen_by && $1::text[] and module = any ($2::text[])
), level as (
  select shared, sum(count(*)) over (order by shared desc) as so_far from hit group by shared
), enough as (
  select coalesce(max(shared) filter (where so_far >= 20), 0) as shared from level
), p as (
  select n, shared + coalesce(word_similarity($4::text, name), 0) as k
  from   hit
  where  shared >= (select shared from enough)
  order  by k desc, n desc
  limit  20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from hit) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.k desc, p.n desc
