-- B17 pull of a whole caseload: all documents in scope
-- $1 text[] principals, $2 text[] modules
select r.id, d.version, d.data
from   case_row r
join   case_doc d using (n)
where  r.seen_by && $1::text[] and r.module = any ($2::text[])
