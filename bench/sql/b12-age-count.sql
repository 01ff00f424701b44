-- B12 everything in an age band: how many
-- $1 text[] modules, $2 int lowest age, $3 int highest age
-- A band holds a fifth of all rows: a scan on both cores beats any index.
select count(*)::int as total
from   case_row
where  n_age between $2::int and $3::int and module = any ($1::text[])
