-- B19 one document by id, and 20 of them
-- $1 uuid[] ids, $2 text[] principals, $3 text[] modules
select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data
from   case_row r
join   case_doc d using (n)
where  r.id = any ($1::uuid[]) and r.seen_by && $2::text[] and r.module = any ($3::text[])
