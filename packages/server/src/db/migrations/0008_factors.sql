-- Second factors: what proves beside the password who one is, and proofs before dangerous acts.

create table factor (
  id uuid primary key default gen_random_uuid(),
  account_id int not null references account,
  kind text not null check (kind in ('totp', 'passkey')),
  -- what its owner calls it
  name text not null,
  made_at timestamptz not null,
  -- null: shown once, and not proved yet to work; it opens nothing
  confirmed_at timestamptz,
  used_at timestamptz,
  -- of codes: sealed under the house key
  secret bytea,
  -- the last step (time in units of thirty seconds) whose code was used
  used_step int,
  -- of passkeys: what the authenticator calls itself, and its public key
  credential text unique,
  public_key bytea,
  sign_count bigint,
  transports text[] not null default '{}',
  -- what the authenticator is asked to sign while it is set up
  challenge text
);
create index on factor (account_id);

-- Wrong codes of all sign-ins within the hour, and what the recovery codes are hashed with.
create table factor_count (
  account_id int primary key references account,
  hour_since timestamptz,
  hour_count int not null default 0,
  salt bytea,
  recovery_made_at timestamptz
);

create table recovery_code (
  account_id int not null references account,
  n int not null,
  hash bytea not null,
  used_at timestamptz,
  primary key (account_id, n)
);

-- The password was right, and the second factor is waited for. No session: no door takes it for one.
create table pending_sign_in (
  -- sha-256 of the secret in its cookie
  hash bytea primary key,
  account_id int not null references account,
  -- by what: a password, or a code that was read out
  way text not null,
  since timestamptz not null,
  -- wrong codes in this sign-in
  wrong int not null default 0,
  -- what a passkey is asked to sign
  challenge text,
  -- the factor was shown, and only a new password is missing
  shown_at timestamptz
);
create index on pending_sign_in (account_id);

alter table account
  -- one that is confirmed; kept with `factor` in the same transaction
  add column has_factor boolean not null default false;

alter table known_device
  -- what the person's list calls it; the mark stays unsaid
  add column id uuid not null unique default gen_random_uuid(),
  -- since when it need not show the factor; null: it must
  add column trusted_since timestamptz,
  add column agent text;

alter table session
  -- when it last proved who acts; null: not since it began
  add column proved_at timestamptz,
  -- wrong proofs in a row
  add column proof_failures int not null default 0,
  -- what a passkey is asked to sign
  add column challenge text;
