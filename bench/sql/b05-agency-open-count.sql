-- B5 agency: how many cases are open
-- $1 text[] principals, $2 text[] modules, $3 int[] term of status=open
select count(*)::int as total
from   case_row
where  seen_by && $1::text[] and tok @> $3::int[] and module = any ($2::text[]) and record_state
