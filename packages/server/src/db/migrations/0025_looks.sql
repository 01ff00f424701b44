-- Somebody who answers for a team looked at a record, in the state in which it was.
create table look (
  id bigint generated always as identity primary key,
  n bigint not null,
  record_type text not null,
  version integer not null,
  user_name text not null,
  at timestamptz not null
);
create index on look (n, version);

alter table look enable row level security;
alter table look force row level security;
create policy within_scope on look for all
  using (in_reach(record_type, n))
  with check (in_reach(record_type, n));
