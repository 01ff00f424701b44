-- B13 pivot: protection concern by sex by age group
-- $1 text[] modules, $2 int[] terms of protection_concerns
-- Tokens are filtered and grouped as numbers; the words come last. Measured against a bit mask per row and against
-- grouping before expanding: alike within the noise while codes are tokens. Moves to case_fact when there is one.
with g as materialized (
  select u.id, t_sex, case when n_age < 6 then 1 when n_age < 12 then 2 when n_age < 18 then 3 when n_age >= 18 then 4 end as age,
         count(*) as cases
  from   case_row r
  cross  join unnest(r.tok) as u (id)
  where  record_state and module = any ($1::text[]) and u.id = any ($2::int[])
  group  by 1, 2, 3
)
select t.value as concern, g.t_sex, g.age, g.cases::int as cases
from   g
join   term t using (id)
order  by 1, 2, 3
