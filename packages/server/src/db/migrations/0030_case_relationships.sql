-- Cases that belong together. Stored once, from the side that its type names; the other side reads the inverse.
create table case_relationship (
  id uuid primary key,
  seq bigint generated always as identity,
  from_n bigint not null,
  from_id uuid not null,
  to_n bigint not null check (to_n <> from_n),
  to_id uuid not null,
  type text not null check (type in ('farmer_on', 'parent_of', 'sibling_of', 'same_household_as', 'related_to')),
  "primary" boolean not null default false,
  disabled boolean not null default false,
  -- who made it, changed it, put it out of force and why: its own history, since that of a case is read by who may not
  -- know of the other
  events jsonb not null,
  unique (from_n, to_n, type)
);
create index on case_relationship (to_n);

alter table case_relationship enable row level security;
alter table case_relationship force row level security;
-- Whoever reaches one of the two alone does not hear of the other.
create policy within_scope on case_relationship for all
  using (in_reach('case', from_n) and in_reach('case', to_n))
  with check (in_reach('case', from_n) and in_reach('case', to_n));
