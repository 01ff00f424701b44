-- The door: who tried what how often, browsers that people signed in with before, and when accounts and sessions end.

-- Wrong passwords in a row, by name, whether an account has it or not: so neither can be told from the other.
create table sign_in_lock (
  -- sha-256 of the name: people type passwords into the wrong field
  name bytea primary key,
  failures int not null,
  until timestamptz,
  at timestamptz not null
);
insert into sign_in_lock (name, failures, until, at)
select sha256(convert_to(user_name, 'UTF8')), failed_attempts, locked_until, now()
from account where failed_attempts > 0;

alter table account
  drop column failed_attempts,
  drop column locked_until,
  -- the last day on which it opens, by the day of the instance
  add column expires_on date,
  -- null: nobody knows
  add column password_set_at timestamptz,
  -- the password is a code that was read out: it opens nothing but the way to a password of one's own
  add column must_renew boolean not null default false;

-- A lock stops passwords from elsewhere, not from a browser that the person has come in with.
create table known_device (
  account_id int not null references account,
  -- sha-256 of the secret in its cookie
  hash bytea not null,
  -- wrong passwords from here in a row
  failures int not null default 0,
  seen_at timestamptz not null,
  primary key (account_id, hash)
);
create index on known_device (hash);

-- What the person's list calls a session; the key stays unsaid.
alter table session add column id uuid not null unique default gen_random_uuid();
