-- What a kept claim is, whose it is, and what became of each of its paths. Rows from before are claims that ask.
-- A new type of record needs both: its tables, then this.
create function keep_claims(kind text) returns void language plpgsql as $make$
begin
  execute format($t$
    alter table %I
      -- ask: a person must decide; notice: the later value won by rule; review: proposed by somebody who no longer
      -- owns the record; retired: answers to questions that are not asked any more
      add column kind text not null default 'ask' check (kind in ('ask', 'notice', 'review', 'retired')),
      -- of user_name, who made the claim, when he made it
      add column role text,
      -- the record's version that the claim was based on, and the configuration under which it was typed
      add column based_on int,
      add column config int,
      -- when the claims met, where that was after the claim was received
      add column met_at timestamptz,
      -- per path: {path, at, by, take}; settled_at is when the last one was
      add column settled jsonb not null default '[]',
      add column settled_by text$t$, kind || '_conflict');
  execute format('create index on %I (coalesce(met_at, at), id) where settled_at is null', kind || '_conflict');
end
$make$;

select keep_claims(t)
from unnest(array['case', 'incident', 'tracing_request', 'registry_record', 'family']) t;
