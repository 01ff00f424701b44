-- The audit is sealed: committed rows are chained in batches, each batch ends in a root that this house signs.
alter table audit
  -- GET, POST …; null where no call was made
  add column method text,
  -- of the person, when it happened
  add column role text,
  add column agency text,
  -- Rows are sealed in the order of their transactions, and only those below every transaction that still runs: a
  -- writer held open is neither skipped nor overtaken. A restored database counts anew, so its rows get another era.
  add column era int not null default 0,
  add column xid xid8 not null default '0';
-- What was written before stands in its old order, as an era that is over.
update audit set xid = id::text::xid8;
alter table audit
  alter era set default 1,
  alter xid set default pg_current_xact_id();
create index on audit (era, xid, id);
-- in which lists somebody met a record
create index on audit using gin ((details -> 'record_ids')) where details ? 'record_ids';

create table audit_era (
  era int primary key,
  began_at timestamptz not null default now()
);
insert into audit_era (era) values (0), (1);

-- One chain over all seals. Transactions from_xid up to, without, upto were complete when they were sealed: nothing
-- may be found there that is not in ids. A batch over the end of a month makes a seal for each partition.
create table audit_seal (
  n bigint primary key,
  partition text not null,
  era int not null,
  from_xid xid8 not null,
  upto xid8 not null,
  entries int not null,
  -- in the order of the chain; links holds 32 bytes for each. Both go with their partition, the root stays
  ids bigint[],
  links bytea,
  root bytea not null,
  -- number of the house key, and what it says to the line: who may write here has no such key
  key int not null,
  mac bytea not null,
  at timestamptz not null default clock_timestamp(),
  dropped_at timestamptz
);
create index on audit_seal (partition);

/* Called at start: transactions that this server has not come to yet are those of the server that was backed up. */
create function notice_restore() returns void language plpgsql set search_path = public, pg_temp as $notice$
declare
  last int := (select max(era) from audit_era);
  next xid8 := pg_snapshot_xmax(pg_current_snapshot());
begin
  if exists (select from audit where era = last and xid >= next)
    or exists (select from audit_seal where era = last and upto > next)
  then
    insert into audit_era (era) values (last + 1);
    execute format('alter table audit alter era set default %s', last + 1);
  end if;
end
$notice$;

/*
 * Drops a month of the audit: whole, sealed, complete, and over for a year at least, whatever the setting says. The
 * roots stay, and a row says what went.
 */
create function drop_audit_partition(part text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $drop$
declare
  head audit_seal;
  unsealed boolean;
  held bigint;
  sealed bigint;
begin
  perform pg_advisory_xact_lock(7218);
  if part !~ '^audit_\d{4}_\d{2}$'
    or not exists (select from pg_inherits where inhparent = 'audit'::regclass and inhrelid = to_regclass(part))
    or to_date(part, '"audit_"YYYY_MM') + interval '13 months' > now()
  then
    raise exception '% is no month of the audit that may go', part;
  end if;
  select * into head from audit_seal order by n desc limit 1;
  if head.n is not null then
    execute format('select exists (select from %I where (era, xid) >= ($1, $2))', part) into unsealed using head.era, head.upto;
  end if;
  execute format('select count(*) from %I', part) into held;
  select coalesce(sum(entries), 0) into sealed from audit_seal where partition = part and dropped_at is null;
  if coalesce(unsealed, held > 0) or held <> sealed then
    raise exception '% is not whole and sealed', part;
  end if;
  execute format('drop table %I', part);
  update audit_seal set ids = null, links = null, dropped_at = now() where partition = part and dropped_at is null;
  insert into audit (action, outcome, details)
  values ('drop_audit_month', 'done', jsonb_build_object('partition', part, 'entries', held));
  return held;
end
$drop$;
