-- B13 pivot: protection concern by sex by age group
-- $1 text[] modules, $2 int[] terms of protection_concerns
-- Rows are grouped before concerns are expanded: a few thousand combinations instead of millions of rows. Moves to
-- case_fact when there is one.
with g as materialized (
  select t_sex, width_bucket(n_age, array[0, 6, 12, 18]::numeric[]) as age,
         array(select t from unnest(tok) t where t = any ($2::int[]) order by t) as concerns, count(*) as cases
  from   case_row
  where  record_state and module = any ($1::text[])
  group  by 1, 2, 3
)
select t.value as concern, g.t_sex, g.age, sum(g.cases)::int as cases
from   g
cross  join unnest(g.concerns) as c (id)
join   term t on t.id = c.id
group  by 1, 2, 3
order  by 1, 2, 3
