-- B17s pull of a download set anew: documents and files of own enabled cases and incidents that are open or were closed
-- in the last 14 days, the newest changed 200, with their last change and the next cursor
-- $1 text[] principals, $2 text[] modules, $3 date closed since
with found as materialized (
  select r.n, 'case' as type, r.id
  from   case_row r
  where  r.seen_by @> $1::text[] and r.module = any ($2::text[]) and r.record_state
    and  (r.status <> 'closed' or exists (select from case_doc d where d.n = r.n and d.last_updated_at >= $3::date))
  union all
  select r.n, 'incident', r.id
  from   incident_row r
  where  r.seen_by @> $1::text[] and r.module = any ($2::text[]) and r.record_state
    and  (r.status <> 'closed' or exists (select from incident_doc d where d.n = r.n and d.last_updated_at >= $3::date))
), held as (
  select f.*, c.xid from found f left join change_log c using (n) order by c.xid desc nulls last, f.n desc limit 200
)
select h.id, h.type, h.xid::text, coalesce(d.version, e.version) as version, coalesce(d.data, e.data) as data,
       (select json_agg(a.uuid) from case_attachment a where a.n = h.n and a.removed_at is null) as files,
       pg_snapshot_xmin(pg_current_snapshot())::text as cursor
from   held h
left   join case_doc d on h.type = 'case' and d.n = h.n
left   join incident_doc e on h.type = 'incident' and e.n = h.n
order  by h.xid desc nulls last, h.n desc
