-- B13 pivot: place at the second level by sex
-- $1 text[] modules
-- Grouped by the whole path first, of which there are far fewer than rows.
with g as materialized (
  select loc_path, t_sex, count(*) as cases
  from   case_row
  where  record_state and module = any ($1::text[])
  group  by 1, 2
)
select split_part(loc_path, '.', 3) as place, t_sex, sum(cases)::int as cases
from   g
group  by 1, 2
order  by 1, 2
