-- Single sign-on: who is of which identity provider, who is on the way there, and tokens that calls came with.

-- Its unique id in the file of providers; null: of none
alter table account add column identity_provider text;

create table provider_visit (
  -- sha-256 of the secret in the browser's cookie, from which state, nonce and proof are made
  key bytea primary key,
  provider text not null,
  at timestamptz not null
);

-- A provider's token is a session: signing out ends it, though the provider would take it for hours.
create table provider_token (
  -- sha-256 of its issuer and what it is known by
  key bytea primary key,
  account_id int not null references account,
  at timestamptz not null,
  ended_at timestamptz
);
create index on provider_token (account_id);
