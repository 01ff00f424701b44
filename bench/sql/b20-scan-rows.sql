-- B20 the physical limit: every searched row read once
-- (no parameters)
select count(*)::int as rows, sum(n_age)::bigint as years, count(t_sex)::int as with_sex from case_row
