-- Notices of all kinds, and hints of them that leave: by mail, and to browsers.

alter table own_notice drop constraint own_notice_kind_check;
alter table own_notice add constraint own_notice_kind_check check (kind in (
  'revealed', 'agreement', 'taken_over',
  'referral', 'transfer', 'transfer_request', 'assigned', 'share_accepted', 'share_rejected', 'share_done', 'share_ended',
  'approval_requested', 'approval_answered',
  'field_alert', 'flag_raised', 'flag_resolved', 'task_due', 'task_overdue', 'silence', 'consent_withdrawn', 'conflict',
  'alarm'
));
alter table own_notice
  -- of how many things it tells
  add column many int not null default 1 check (many > 0),
  add column urgent boolean not null default false,
  -- when a mail, or a push, may hint at it; null: none does
  add column mail_due timestamptz,
  add column push_due timestamptz,
  -- a mail has counted it, or has passed it by
  add column mailed_at timestamptz;
create index on own_notice (account_id, id);
create index on own_notice (account_id, mail_due) where mail_due is not null and mailed_at is null;

-- Quiet hours and digests: {zone, quiet: {from, to} | null, digest, urgentWaits}; null: none.
alter table account add column notice_times jsonb;

-- The last day, where somebody is, on which his tasks were gone over.
alter table account add column tasks_told_on date;

-- Of which tasks somebody was told: of their day, and that they are late.
create table task_told (
  account_id int not null references account on delete cascade,
  kind text not null check (kind in ('task_due', 'task_overdue')),
  -- which case, which kind of task
  task text not null,
  due date not null,
  at timestamptz not null,
  primary key (account_id, kind, task, due)
);
alter table task_told enable row level security;
alter table task_told force row level security;
create policy ones_own on task_told for all using (account_id = actor_account()) with check (account_id = actor_account());

-- The key by which push services know this instance; its private half sealed under the house key.
create table push_key (
  is_only boolean primary key default true check (is_only),
  public_key text not null,
  sealed bytea not null,
  at timestamptz not null
);

-- A browser that gets hints. Its address and keys are sealed: whoever has them could write to it.
create table push_subscription (
  id int generated always as identity primary key,
  account_id int not null references account on delete cascade,
  -- sha-256 of the address
  address_hash bytea not null,
  sealed bytea not null,
  -- the session in which it was refreshed last
  session_key bytea,
  disabled boolean not null default false,
  -- sendings in a row that did not come through
  failed int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- when a hint is due; null: none is
  due_at timestamptz,
  -- of what arose until then it has heard
  told_until timestamptz not null,
  unique (account_id, address_hash)
);
create index on push_subscription (due_at) where due_at is not null;
create index on push_subscription (session_key);

-- With the session ends what its browser is told. One that only ran out of time goes on until it is not refreshed.
create function end_push_of_session() returns trigger language plpgsql as $end$
begin
  delete from push_subscription where session_key = old.key;
  return null;
end
$end$;
create trigger session_ends_push after delete on session
  for each row when (old.expires_at > now()) execute function end_push_of_session();

-- And with the account, or a password that somebody sets.
create function end_push_of_account() returns trigger language plpgsql as $end$
begin
  delete from push_subscription where account_id = new.id;
  return null;
end
$end$;
create trigger account_ends_push after update of disabled, removed_at, password_hash on account
  for each row when (
    (new.disabled and not old.disabled) or (new.removed_at is not null and old.removed_at is null)
    or new.password_hash is distinct from old.password_hash)
  execute function end_push_of_account();
