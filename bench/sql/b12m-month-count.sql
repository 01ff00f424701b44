-- B12 everything registered in a month: how many
-- $1 text[] modules, $2 date first day, $3 date last day
select count(*)::int as total
from   case_row
where  d_registration_date between $2::date and $3::date and module = any ($1::text[])
