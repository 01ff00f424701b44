-- B9 everything at a place or inside it: how many
-- $1 text[] modules, $2 text path of the place with a trailing dot, $3 text the same with '/' for the last dot
-- A range on the path: '/' follows '.', so that a sibling code such as A-2 stays outside.
select count(*)::int as total
from   case_row
where  loc_path >= $2::text collate "C" and loc_path < $3::text collate "C" and module = any ($1::text[])
