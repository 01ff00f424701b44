-- Mail that leaves, what it opens, and people who sign themselves up.

alter table account
  add column self_registered boolean not null default false,
  add column registration_stream text,
  -- when the person agreed to the use of what he told of himself
  add column data_processing_consent_on timestamptz,
  -- wrong tries at the code that was read out and stands for a password
  add column code_wrong int not null default 0;

-- What an administrator wrote to many, sealed under the house key; it goes when the last copy has left.
create table letter (
  id uuid primary key,
  sealed bytea not null,
  at timestamptz not null
);

-- The outbox: whom, what kind, when. What the mail says is made when it leaves.
create table mail (
  id uuid primary key,
  kind text not null,
  -- null: asked for by an address; whose it is, if anybody's, the job finds out, so that asking takes the same time
  account_id int references account on delete cascade,
  -- that address, sealed under the house key until then
  address bytea,
  letter_id uuid references letter,
  at timestamptz not null,
  due_at timestamptz not null,
  tries int not null default 0,
  -- the secret of its link until it has left, sealed under the house key: a second try is the same mail
  sealed bytea,
  sent_at timestamptz,
  given_up_at timestamptz,
  -- what the mail server answered, as a number, or what broke, as a word: its sentences quote addresses
  code text,
  check ((kind = 'letter') = (letter_id is not null)),
  check ((account_id is null) = (address is not null))
);
-- Who asks again while the first mail waits gets one.
create unique index on mail (account_id, kind) where sent_at is null and given_up_at is null and letter_id is null;
create unique index on mail (letter_id, account_id);
create index on mail (due_at) where sent_at is null and given_up_at is null;
create index on mail (account_id, at);

-- A link that opens an account once: by the hash of its secret.
create table way_in (
  hash bytea primary key,
  account_id int not null references account on delete cascade,
  mail_id uuid not null unique references mail on delete cascade,
  at timestamptz not null
);
create index on way_in (account_id);

-- Who signed up and waits for the job that makes the account: so an address that has one is answered in the same time.
create table registration (
  id uuid primary key,
  sealed bytea not null,
  at timestamptz not null
);

-- Whoever signed up and never set a password leaves no trace: nobody was told the name, and nothing names it.
create function drop_unverified(before timestamptz) returns int
  language sql security definer set search_path = public, pg_temp as $drop$
  with gone as (
    delete from account a
    where a.self_registered and a.unverified and a.password_hash is null and a.updated_at < before
      and not exists (select from session s where s.account_id = a.id)
      and not exists (select from device d where d.account_id = a.id)
    returning 1)
  select count(*)::int from gone
$drop$;
