-- Home pages of an agency count tens of thousands of cases: by one word they lie together in an index, from which they are
-- counted without a look at the rows. The index itself holds columns that the configuration publishes (search/columns.ts).

create function agency_among(principals text[]) returns text
language plpgsql immutable strict parallel safe as $$
declare
  principal text;
begin
  -- a record is its owner's, who is of one agency at most
  foreach principal in array principals loop
    if starts_with(principal, 'a:') then return principal; end if;
  end loop;
  return null;
end
$$;

-- Written with the row, whoever writes it: it cannot say anything else than the principals do.
alter table case_row add column agency text generated always as (agency_among(seen_by)) stored;
