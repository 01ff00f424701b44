-- B17 pull with nothing new: ids changed since the cursor, and the next cursor, from one snapshot
-- $1 xid8 cursor, $2 text[] principals, $3 text[] modules
select array(
         select r.id
         from   change_log c
         join   case_row r using (n)
         where  c.xid >= $1::xid8 and r.seen_by && $2::text[] and r.module = any ($3::text[])
       ) as ids,
       pg_snapshot_xmin(pg_current_snapshot())::text as cursor
