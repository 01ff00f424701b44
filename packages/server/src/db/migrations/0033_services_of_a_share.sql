-- Of the services that a share shows, these alone; null: all of them.
alter table record_grant add column services text[];
-- What waits for its recipient showed them all. The second lock shuts whoever migrates out, too.
alter table transition no force row level security;
update record_grant g
set services = case when t.service_row is null then '{}' else array[t.service_row] end
from transition t
where t.id = g.transition and g.ended_at is null and t.status = 'in_progress' and t.forms_before is not null;
alter table transition force row level security;
