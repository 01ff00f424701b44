-- Referrals between child protection and gender-based violence: a package goes, and never the record.

-- Its recipient is let in to no record by it.
alter table transition add column packaged boolean not null default false;

create table module_package (
  -- that of its referral, which stands among the transitions from its release on
  id uuid primary key,
  -- the case that it is of
  n bigint not null,
  record_id uuid not null,
  from_module text not null,
  to_module text not null,
  by_user text not null,
  to_user text not null,
  state text not null check (state in ('waits', 'released', 'refused', 'revoked')),
  -- names of what it holds
  fields text[] not null,
  -- what it holds; gone once it has ended
  package_sealed bytea,
  -- the referral as it goes once somebody lets it go
  waiting_sealed bytea,
  -- random; finds nothing in a search
  reference text not null,
  sent_at timestamptz not null,
  -- when somebody let it go, refused it or took it back, and who
  settled_at timestamptz,
  settled_by text,
  -- the case that was made of it, and what both have in common: random, and in neither of them
  made_id uuid,
  made_at timestamptz,
  source_referral_id text,
  -- when whoever has that case was told that the package is over
  flagged_at timestamptz
);
create index on module_package (n);
create index on module_package (to_user);
create index on module_package (made_id) where made_id is not null;
