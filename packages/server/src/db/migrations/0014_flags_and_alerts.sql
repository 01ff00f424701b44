-- Flags and alerts of records.

-- A word that a record needs somebody's eye, until it is resolved.
create table flag (
  id uuid primary key,
  -- its number on the wire, and the order in which they were made
  wire_id integer generated always as identity unique,
  n bigint not null,
  record_type text not null,
  record_id uuid not null,
  message text not null,
  date date not null,
  flagged_by text not null,
  created_at timestamptz not null,
  removed boolean not null,
  unflag_message text,
  unflagged_by text,
  unflagged_date date,
  system_generated_followup boolean not null default false
);
create index on flag (n, wire_id);

-- A sign at a form of a record that something there wants to be looked at. What the record says of its alerts
-- (`alert_count`, `current_alert_types`) is written with them.
create table alert (
  unique_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  n bigint not null,
  record_type text not null,
  alert_for text not null check (alert_for in ('field_change', 'approval', 'referral', 'transfer', 'duplicate_field')),
  type text not null,
  form text not null,
  date date not null,
  -- whom it is for, where it is for one person
  user_name text,
  send_email boolean not null
);
create index on alert (n, seq);

alter table flag enable row level security;
alter table flag force row level security;
create policy within_scope on flag for all
  using (in_reach(record_type, n)) with check (actor_scope() is not null);

alter table alert enable row level security;
alter table alert force row level security;
create policy within_scope on alert for all
  using (in_reach(record_type, n)) with check (actor_scope() is not null);
