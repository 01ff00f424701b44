-- What the other administrators are told: a role that was made, changed or given beyond who did it, or that brings a danger.
create table notice (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_account integer not null references account (id),
  -- by its unique id, which is never another's
  role text not null,
  -- whom it was given to; null: the role itself was made or changed
  to_account integer references account (id),
  -- words of what is beyond its author, and of dangers: codes, never names
  beyond text[] not null,
  dangers text[] not null
);
create index on notice (at desc);

-- Who has put it aside.
create table notice_seen (
  notice bigint not null references notice (id) on delete cascade,
  account_id integer not null references account (id),
  at timestamptz not null,
  primary key (notice, account_id)
);
