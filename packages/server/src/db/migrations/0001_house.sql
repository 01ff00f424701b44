-- The house: accounts and sessions, configuration versions, audit, and one set of tables per record type.
-- Run by the owner login. The app login reads and writes through grants.sql; it never alters.

create extension if not exists pg_trgm;

-- Text sorts by the root collation everywhere, as Intl.Collator('und') does on the device.

/* ---------- accounts ---------- */

create table account (
  id int generated always as identity primary key,
  user_name text not null unique check (user_name = lower(user_name) and user_name !~ '\s'),
  full_name text not null,
  email text unique,
  code text,
  phone text,
  position text,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  agency text,
  agency_office text,
  role text not null,
  groups text[] not null default '{}',
  location text,
  services text[] not null default '{}',
  disabled boolean not null default false,
  unverified boolean not null default false,
  service_account boolean not null default false,
  send_mail boolean not null default true,
  password_hash text,
  failed_attempts int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on account (agency);
create index on account using gin (groups);

create table session (
  -- sha-256 of the secret in the cookie or token: a stolen backup opens no session
  key bytea primary key,
  account_id int not null references account,
  kind text not null check (kind in ('browser', 'token')),
  csrf text,
  ip text,
  agent text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on session (account_id);

-- Counters of recent attempts; losing them in a crash only makes us more patient.
create unlogged table throttle (
  key text primary key,
  since timestamptz not null,
  count int not null
);

create table saved_search (
  id int generated always as identity primary key,
  account_id int not null references account,
  name text not null,
  record_type text not null,
  module_ids text[] not null default '{}',
  filters jsonb not null
);
create index on saved_search (account_id);

/* ---------- configuration ---------- */

create table configuration (
  version int generated always as identity primary key,
  at timestamptz not null default now(),
  by text not null,
  base_hash text not null,
  -- the bundles as they were shipped, laid over each other
  base jsonb not null,
  -- edits by path, laid over the base
  overlay jsonb not null default '[]',
  -- base and overlay resolved: what rules and screens read
  document jsonb not null
);

-- The wire wants integers where we have names; an id is never reused.
create table wire_id (
  id int generated always as identity primary key,
  kind text not null,
  key text not null,
  unique (kind, key)
);

/* ---------- audit ---------- */

create table audit (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  user_name text,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  -- the refusal's code
  code text,
  record_type text,
  record_id uuid,
  -- route pattern, never the address itself
  resource text,
  ip text,
  -- ids, counts and field names: never values
  details jsonb,
  primary key (at, id)
) partition by range (at);
create index on audit (record_id, at desc);
create index on audit (user_name, at desc);
create table audit_default partition of audit default;

/* ---------- what devices sent ---------- */

create table intention (
  id uuid primary key,
  account_id int not null references account,
  device text not null,
  seq bigint not null,
  name text not null,
  at timestamptz not null default now(),
  outcome jsonb not null
);

create table upload (
  blob uuid not null,
  chunk int not null,
  account_id int not null references account,
  size int not null,
  at timestamptz not null default now(),
  primary key (blob, chunk)
);

/* ---------- records ---------- */

create sequence record_n;
create sequence attachment_id as int;

-- Dictionary of option ids, so that a filter is an integer in an array and two values never collide.
create table term (
  id int generated always as identity primary key,
  field text not null,
  value text not null,
  unique (field, value)
);

-- One row per record that ever changed, overwritten: devices pull in the order of commits, not of numbers.
create table change_log (
  n bigint primary key,
  xid xid8 not null default pg_current_xact_id()
);
create index on change_log (xid, n);

-- Who may still find a record besides its owner's circle, and why.
create table record_grant (
  id bigint generated always as identity primary key,
  n bigint not null,
  user_name text not null,
  kind text not null,
  role text,
  consent text,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  ended_at timestamptz
);
create index on record_grant (n);
create index on record_grant (user_name) where ended_at is null;

-- The actor of the running transaction. Unset means nobody: no policy lets a row through.
create function actor_scope() returns text language sql stable as
  $$ select nullif(current_setting('primero.scope', true), '') $$;
create function actor_principals() returns text[] language sql stable as
  $$ select string_to_array(nullif(current_setting('primero.principals', true), ''), E'\x1f') $$;
create function actor_modules() returns text[] language sql stable as
  $$ select string_to_array(nullif(current_setting('primero.modules', true), ''), E'\x1f') $$;
create function actor_types() returns text[] language sql stable as
  $$ select string_to_array(nullif(current_setting('primero.types', true), ''), E'\x1f') $$;

/*
 * One set of tables per record type, from one description.
 *   <type>_row         what lists search: no free text but a sort key and tokens of names
 *   <type>_ids         identifiers and phones, for substring and exact search
 *   <type>_doc         all answers; reached by n only
 *   <type>_history     who changed what, per path; partitioned by month
 *   <type>_attachment  what hangs on a record; the bytes are in storage
 *   <type>_conflict    the losing values of edits that met; nothing typed is dropped
 * The searched tables carry no row-level security (it would cost them 20 to 1,000 times) and are read by
 * the query builder alone; the content tables carry it as the second lock.
 */
create function make_record_tables(kind text) returns void language plpgsql as $make$
declare
  content text;
begin
  execute format($t$
    create table %1$I (
      n bigint primary key,
      id uuid not null unique,
      module text not null,
      record_state boolean not null,
      status text not null,
      workflow text,
      owned_by text not null,
      -- u:<user> g:<group> a:<agency> i:<user>: the principals who may find this record
      seen_by text[] not null,
      created_at timestamptz not null,
      -- the record this one hangs from: the case of an incident
      parent_n bigint,
      name text collate "und-x-icu",
      name_tok text[] not null default '{}',
      tok int[] not null default '{}',
      loc_path text collate "C",
      incomplete int not null default 0
    ) with (fillfactor = 85)$t$, kind || '_row');
  execute format('alter table %I alter seen_by set statistics 1000, alter tok set statistics 1000', kind || '_row');
  execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.02)', kind || '_row');
  execute format('create index on %I using gin (seen_by, tok)', kind || '_row');
  execute format('create index on %I using gin (name_tok)', kind || '_row');
  execute format('create index on %I (created_at desc, n)', kind || '_row');
  -- answers totals of a status or of a state alone, without a look at the rows
  execute format('create index on %I (status, module, record_state)', kind || '_row');
  execute format('create index on %I (loc_path)', kind || '_row');
  execute format('create index on %I (parent_n) where parent_n is not null', kind || '_row');

  -- codes name nobody and are found by everyone in scope; ids (documents, phones) only by who may read those fields
  execute format('create table %I (n bigint primary key references %I, codes text not null, ids text not null, exact text[] not null)',
    kind || '_ids', kind || '_row');
  execute format('create index on %I using gin (codes gin_trgm_ops)', kind || '_ids');
  execute format('create index on %I using gin (ids gin_trgm_ops)', kind || '_ids');
  execute format('create index on %I using gin (exact)', kind || '_ids');

  execute format($t$
    create table %I (
      n bigint primary key references %I,
      version int not null,
      last_updated_at timestamptz not null,
      data jsonb not null
    ) with (fillfactor = 90)$t$, kind || '_doc', kind || '_row');
  execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.05)', kind || '_doc');

  execute format($t$
    create table %I (
      id bigint generated always as identity,
      n bigint not null,
      at timestamptz not null,
      user_name text not null,
      action text not null,
      version int not null,
      config int not null,
      intention uuid,
      changes jsonb not null,
      primary key (at, id)
    ) partition by range (at)$t$, kind || '_history');
  execute format('create index on %I (n, at desc, id desc)', kind || '_history');
  execute format('create table %I partition of %I default', kind || '_history_default', kind || '_history');

  execute format($t$
    create table %I (
      id int primary key default nextval('attachment_id'),
      uuid uuid not null unique,
      n bigint not null references %I,
      field text not null,
      kind text not null check (kind in ('image', 'audio', 'document', 'signature')),
      file_name text not null,
      content_type text not null,
      size int not null,
      -- salted per record: says nothing about the same file elsewhere
      hash bytea not null,
      storage_key text not null unique,
      description text,
      comments text,
      date date,
      is_current boolean,
      signature_provided_by text,
      created_by text not null,
      created_at timestamptz not null default now(),
      removed_at timestamptz
    )$t$, kind || '_attachment', kind || '_row');
  execute format('create index on %I (n)', kind || '_attachment');

  execute format($t$
    create table %I (
      id bigint generated always as identity primary key,
      n bigint not null references %I,
      intention uuid not null,
      user_name text not null,
      at timestamptz not null default now(),
      changes jsonb not null,
      settled_at timestamptz
    )$t$, kind || '_conflict', kind || '_row');
  execute format('create index on %I (n) where settled_at is null', kind || '_conflict');

  foreach content in array array['doc', 'history', 'attachment', 'conflict'] loop
    execute format('alter table %I enable row level security', kind || '_' || content);
    execute format('alter table %I force row level security', kind || '_' || content);
    execute format($p$
      create policy within_scope on %I for all
      using (exists (
        select from %I r
        where r.n = %I.n
          and %L = any (actor_types())
          and r.module = any (actor_modules())
          and (actor_scope() = 'all' or r.seen_by && actor_principals())))
      with check (actor_scope() is not null)$p$,
      kind || '_' || content, kind || '_row', kind || '_' || content, kind);
  end loop;
end
$make$;

select make_record_tables(t)
from unnest(array['case', 'incident', 'tracing_request', 'registry_record', 'family']) t;

/* Adds the month's partition of audit and histories; called at start and by a daily job. */
create function add_month(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $month$
declare
  parent text;
  first date := date_trunc('month', month)::date;
  child text;
begin
  for parent in
    select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace
  loop
    child := parent || to_char(first, '_YYYY_MM');
    if to_regclass(quote_ident(child)) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        child, parent, first, (first + interval '1 month')::date);
    end if;
  end loop;
end
$month$;
