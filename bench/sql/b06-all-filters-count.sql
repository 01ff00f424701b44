-- B6 everything, three filters: how many
-- $1 text[] modules, $2 int[] term of sex=female, $3 int[] terms of the concerns,
-- $4 int[] term of urgent_protection_concern=true
select count(*)::int as total
from   case_row
where  tok @> $2::int[] and tok && $3::int[] and not tok && $4::int[] and module = any ($1::text[])
