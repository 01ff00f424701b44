-- The service directory: who gives which help where; and what follows from referring to them.

create table service_provider (
  id uuid primary key,
  name text not null,
  services text[] not null,
  -- codes of places; none: wherever somebody asks
  places text[] not null,
  languages text[] not null,
  -- who works there, for whoever will speak to a woman or a man only
  staff text check (staff in ('women', 'men', 'both')),
  -- [{"days": [0], "from": "08:00", "to": "16:00"}]; 0 is Sunday
  hours jsonb not null,
  phone text not null,
  email text not null,
  address text not null,
  note text not null,
  -- days on which it is closed beside its week
  closed_on text[] not null,
  -- referrals that it takes at once; 0: nobody for now
  capacity integer check (capacity >= 0),
  valid_from date,
  -- its last day
  valid_until date,
  -- whose people here answer for it; none of the three: it has no account here
  agency text,
  groups text[] not null,
  users text[] not null,
  retired boolean not null,
  version integer not null,
  updated_at timestamptz not null,
  updated_by text not null
);

alter table transition add column provider uuid references service_provider;
-- Until when clinical care counts most, as the case said when it was sent.
alter table transition add column care_by timestamptz;
-- The question that it is counted from, which a consent may leave out; null: the sending.
alter table transition add column care_from text;
-- When its recipient answered first; finishing does not move it.
alter table transition add column answered_at timestamptz;
update transition set answered_at = responded_at where status in ('accepted', 'rejected');
-- When its sender, then who manages the owner, are told that nobody answered; and how many of both were told.
alter table transition add column silence_at timestamptz;
alter table transition add column silence_team_at timestamptz;
alter table transition add column silence_told smallint not null default 0;
-- What waited before is told of too, not all in the hour of the upgrade.
update transition set silence_at = greatest(created_at + interval '7 days', now() + interval '1 day'),
                      silence_team_at = greatest(created_at + interval '8 days', now() + interval '2 days')
  where type = 'Referral' and status = 'in_progress';
create index on transition (provider, created_at) where provider is not null;
create index on transition (silence_at) where type = 'Referral' and status = 'in_progress' and silence_told < 2;
