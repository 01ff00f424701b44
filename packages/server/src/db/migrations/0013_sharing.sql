-- Sharing of records: who gave what to whom, and whom that lets in.

create table transition (
  id uuid primary key,
  -- in the order in which they were made
  seq bigint generated always as identity,
  n bigint not null,
  record_type text not null,
  record_id uuid not null,
  type text not null check (type in ('Assign', 'Transfer', 'TransferRequest', 'Referral')),
  status text not null check (status in ('in_progress', 'accepted', 'rejected', 'done', 'revoked')),
  by_user text not null,
  to_user text,
  remote boolean not null,
  service text,
  -- the row of services_section that it is about
  service_row text,
  notes text,
  to_agency text,
  to_remote text,
  export_type text,
  rejected_reason text,
  rejection_note text,
  consent_overridden boolean not null,
  consent_individual boolean not null,
  -- why it was shared without consent
  override_ground text,
  override_reason text,
  -- the role whose forms the recipient sees
  authorized_role text,
  allow_case_creation boolean not null,
  -- as they stood when it was made
  record_owner jsonb not null,
  sender jsonb not null,
  recipient jsonb,
  created_at timestamptz not null,
  responded_at timestamptz,
  ended_at timestamptz,
  until_at timestamptz,
  check ((to_user is null) = remote)
);
create index on transition (n, seq);
create index on transition (to_user, seq) where status in ('in_progress', 'accepted');
create index on transition (by_user, seq);

-- Each grant of a share ends with it.
alter table record_grant add column transition uuid references transition;
create unique index on record_grant (transition) where ended_at is null;

/* Is the record within reach of whoever acts? */
create function in_reach(kind text, record bigint) returns boolean language sql stable parallel safe as $reach$
  select kind = any (actor_types()) and case kind
    when 'case' then exists (select from case_row r where r.n = record
      and r.module = any (actor_modules()) and (actor_scope() = 'all' or r.seen_by && actor_principals()))
    when 'incident' then exists (select from incident_row r where r.n = record
      and r.module = any (actor_modules()) and (actor_scope() = 'all' or r.seen_by && actor_principals()))
    when 'tracing_request' then exists (select from tracing_request_row r where r.n = record
      and r.module = any (actor_modules()) and (actor_scope() = 'all' or r.seen_by && actor_principals()))
    when 'registry_record' then exists (select from registry_record_row r where r.n = record
      and r.module = any (actor_modules()) and (actor_scope() = 'all' or r.seen_by && actor_principals()))
    when 'family' then exists (select from family_row r where r.n = record
      and r.module = any (actor_modules()) and (actor_scope() = 'all' or r.seen_by && actor_principals()))
    else false
  end
$reach$;

create function actor_name() returns text language sql stable parallel safe as
  $$ select user_name from account where id = actor_account() $$;

alter table transition enable row level security;
alter table transition force row level security;
-- Who sent or received one sees it, also where the record is out of his reach by now.
create policy within_scope on transition for all
  using (in_reach(record_type, n) or by_user = actor_name() or to_user = actor_name())
  with check (actor_scope() is not null);
