-- Devices that keep records, what each of them holds, and what is this house's alone.

create table installation (
  is_here boolean primary key default true check (is_here),
  -- part of every cursor: one of another epoch says nothing here
  epoch uuid not null default gen_random_uuid(),
  -- ECDH P-256, raw: devices seal unsent work under it a second time; the private half under the house key
  recovery_public bytea,
  recovery_private bytea
);
insert into installation default values;

create table device (
  -- made by the app, one for each person on each device
  id uuid primary key,
  account_id int not null references account,
  kind text not null check (kind in ('phone', 'tablet', 'computer')),
  -- a part of the key of the device's vault, sealed under the house key
  share bytea not null,
  enrolled_at timestamptz not null,
  seen_at timestamptz not null,
  lease_until timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  -- when the device said that it has forgotten everything
  wiped_at timestamptz,
  -- configuration and rights under which it was filled
  stamp text,
  -- a cursor names it: after a restore, or a new beginning, earlier cursors say nothing
  fill text not null,
  -- number of the last pull
  pull int not null default 0
);
create index on device (account_id);

-- Which records may be on which device.
create table device_record (
  device uuid not null references device,
  n bigint not null,
  type text not null,
  id uuid not null,
  -- the record's last change as it was sent; null: it must be sent again
  xid xid8,
  -- number of the pull that sent it, and of the one that named it as gone
  sent int not null,
  gone int,
  primary key (device, n)
);

-- A device's session outlives signing in elsewhere.
alter table session add column device uuid references device;
create index on session (device) where device is not null;

-- Unsent work that devices sealed for the help desk.
create table escrow (
  id uuid primary key,
  device uuid not null references device,
  sealed bytea not null,
  at timestamptz not null,
  opened_at timestamptz,
  -- what came of the intention inside, when it was carried out
  outcome jsonb
);
create index on escrow (device);
