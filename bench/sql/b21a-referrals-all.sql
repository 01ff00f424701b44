-- B21 open cases of everything with a referral that waits for an answer: the newest 20, and how many
-- $1 text[] modules, $2 int[] term of referred_users_pending_present=true
with s as materialized (
  select n, created_at
  from   case_row
  where  tok @> $2::int[] and module = any ($1::text[]) and record_state and status = 'open'
), p as (
  select * from s order by created_at desc, n desc limit 20
)
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
       (select count(*)::int from s) as total
from   p
join   case_row r using (n)
join   case_doc d using (n)
order  by p.created_at desc, p.n desc
