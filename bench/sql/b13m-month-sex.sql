-- B13 pivot: month of registration by sex
-- $1 text[] modules
select date_trunc('month', d_registration_date)::date as month, t_sex, count(*)::int as cases
from   case_row
where  record_state and module = any ($1::text[])
group  by 1, 2
order  by 1, 2
