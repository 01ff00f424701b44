-- The ledger of consent: what was agreed to, for whom, until when, and how it ended.

create table consent (
  id uuid primary key,
  -- in the order in which they were given
  seq bigint generated always as identity,
  n bigint not null,
  record_type text not null,
  record_id uuid not null,
  purposes text[] not null check (cardinality(purposes) > 0 and purposes <@ array['referral', 'transfer']),
  -- none: every service
  services text[] not null,
  -- none: whoever may receive
  agencies text[] not null,
  -- fields that are not shown to who receives the record under it
  excluded text[] not null,
  one_off boolean not null,
  -- its last day
  until_on date,
  given_by text[] not null,
  explained_by text not null,
  explained_how text[] not null,
  note text,
  by_user text not null,
  at timestamptz not null,
  -- receipts of withdrawals, and of its time that was over
  ends jsonb not null default '[]',
  -- when nothing of it was left
  ended_at timestamptz
);
create index on consent (n, seq);
create index on consent (until_on) where ended_at is null and until_on is not null;

alter table consent enable row level security;
alter table consent force row level security;
create policy within_scope on consent for all
  using (in_reach(record_type, n))
  with check (actor_scope() is not null);

alter table transition add column consent uuid references consent;
create index on transition (consent) where consent is not null;
-- Consent took it back, and nobody did.
alter table transition add column ended_for text check (ended_for in ('consent_withdrawn', 'consent_expired'));
-- Without consent: who was asked besides, what was weighed, and whether the recipient was found safe.
alter table transition add column override_second text;
alter table transition add column override_assessment text;
alter table transition add column override_safe boolean not null default false;

-- Fields that the consent leaves out by which somebody was let in.
alter table record_grant add column left_out text[] not null default '{}';
