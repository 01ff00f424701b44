-- How each job of the house went last: codes and times, never what an error said.
create table job_run (
  task text primary key,
  began_at timestamptz not null,
  ended_at timestamptz,
  failed boolean,
  code text,
  -- runs in a row that failed
  failures int not null default 0
);
