-- B7 everything: how many cases are open
-- $1 text[] modules
select count(*)::int as total
from   case_row
where  record_state and status = 'open' and module = any ($1::text[])
