-- Links over which a provider without an account answers a referral. Secret and visit are kept as hashes; the code, whose
-- eight digits a hash would not hide, is sealed with the key that lies outside of the database.

create table one_time_link (
  id uuid primary key,
  transition uuid not null references transition on delete cascade,
  secret_key bytea not null unique,
  code_sealed bytea,
  visit_key bytea,
  visit_until timestamptz,
  -- names of fields of the case
  fields text[] not null,
  -- what they said when the link was made; gone once the link has ended
  package_sealed bytea,
  -- made for the link; finds nothing in a search
  reference text not null,
  -- how the provider reaches who sent it
  contact text not null,
  until_at timestamptz not null,
  consent_until timestamptz,
  wrong smallint not null default 0,
  opened boolean not null default false,
  accepted boolean not null default false,
  closed text check (closed in ('rejected', 'done', 'ended')),
  made_at timestamptz not null,
  made_by text not null
);
create index on one_time_link (transition);

do $$
declare
  kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
    where conname = 'own_notice_kind_check' and conrelid = 'own_notice'::regclass;
  alter table own_notice drop constraint own_notice_kind_check;
  execute 'alter table own_notice add constraint own_notice_kind_check '
    || replace(kinds, 'ARRAY[', $k$ARRAY['link_opened'::text, 'link_locked'::text, $k$);
end
$$;
