-- What people agree to, identities shown for a while, and notices inside the app.

create table agreement (
  -- the id of a code of conduct on the wire; grows with time
  id int generated always as identity primary key,
  kind text not null check (kind in ('code_of_conduct', 'terms_of_use', 'information_sharing', 'device_contract')),
  -- whose terms, or with whom records are shared
  agency text,
  -- counted by kind and agency
  version int not null,
  -- language → {title, text}; never changed once it stands
  texts jsonb not null,
  -- [{name, organization, signedOn}]
  signatories jsonb not null default '[]',
  valid_from date not null,
  -- the last day
  valid_until date,
  -- sha-256 of the document that goes with it, as the agency's address of it has it
  file text,
  created_at timestamptz not null,
  created_by text not null,
  check ((agency is not null) = (kind in ('terms_of_use', 'information_sharing'))),
  -- the day before its first: withdrawn before it counted for a whole day
  check (valid_until >= valid_from - 1)
);
create unique index on agreement (kind, coalesce(agency, ''), version);

create table acceptance (
  agreement_id int not null references agreement,
  account_id int not null references account,
  -- the server's moment, and the language in which it was read
  at timestamptz not null,
  locale text not null,
  primary key (account_id, agreement_id)
);
create index on acceptance (agreement_id);

-- What v2 tells of an account: the newest that it accepted.
alter table account
  add column code_of_conduct_id int references agreement,
  add column code_of_conduct_accepted_on timestamptz,
  add column terms_of_use_accepted_on timestamptz;

-- Whose transaction it is; nobody's where the house itself works.
create function actor_account() returns int language sql stable parallel safe as
  $$ select nullif(current_setting('primero.account', true), '')::int $$;

-- An identity that somebody asked to see, in one session: it goes with the session.
create table reveal (
  session bytea not null references session on delete cascade,
  record uuid not null,
  account_id int not null references account,
  at timestamptz not null,
  primary key (session, record)
);

-- What the app tells somebody once: ids and names of accounts, never what a record says.
create table own_notice (
  id bigint generated always as identity primary key,
  account_id int not null references account,
  kind text not null check (kind in ('revealed', 'agreement')),
  at timestamptz not null,
  by_user text,
  record_type text,
  record_id uuid,
  short_id text,
  agreement_id int references agreement,
  seen_at timestamptz
);
create index on own_notice (account_id, id) where seen_at is null;

alter table reveal enable row level security;
alter table reveal force row level security;
create policy ones_own on reveal for all using (account_id = actor_account());

alter table own_notice enable row level security;
alter table own_notice force row level security;
create policy ones_own on own_notice for all using (account_id = actor_account()) with check (true);
