-- What the app login may do; run by the owner after the migrations, so that a new table is never forgotten.
-- {{app}} and {{job}} stand for the logins' names.
revoke all on schema public from public;
grant usage on schema public to {{app}}, {{job}};
grant select, insert, update, delete on all tables in schema public to {{app}};
grant usage on all sequences in schema public to {{app}};
grant execute on all functions in schema public to {{app}};
-- Nobody rewrites the past: histories and audit only grow, configuration versions and terms never change.
revoke update, delete on audit, configuration, term from {{app}};
-- Where a row of the audit stands in its order is not for its writer to say; sealing and dropping months are for the jobs.
revoke insert on audit from {{app}};
grant insert (at, user_name, action, outcome, code, record_type, record_id, resource, ip, method, role, agency, details)
  on audit to {{app}};
revoke insert, update, delete on audit_seal, audit_era from {{app}};
grant select on audit, audit_seal, audit_era to {{job}};
grant insert on audit_seal to {{job}};
revoke update, delete on case_history, incident_history, tracing_request_history, registry_record_history, family_history from {{app}};
revoke delete on account, wire_id, intention, change_log, record_grant, transition, consent, flag, case_relationship, device, escrow from {{app}};
-- Who looked when is not rewritten.
revoke update, delete on look from {{app}};
-- What was agreed to stays as it was said: of an entry only how it ended.
revoke update on consent from {{app}};
grant update (ends, ended_at) on consent to {{app}};
-- Which two cases a link is of, and as what, is said once.
revoke update on case_relationship from {{app}};
grant update ("primary", disabled, events) on case_relationship to {{app}};
revoke insert, delete on installation from {{app}};
-- What somebody accepted stays as it was accepted: of a version only its last day, its signatories, and who wrote it last.
revoke update, delete on agreement, acceptance from {{app}};
grant update (created_at, created_by, valid_until, signatories) on agreement to {{app}};
revoke delete on own_notice from {{app}};
revoke update, delete on push_key from {{app}};
-- How jobs went is for the jobs to say.
revoke insert, update, delete on job_run from {{app}};

-- Nothing that the application does removes a record or what hangs on it: erasing is the owner's.
do $$
declare
  held regclass;
begin
  for held in select c.oid::regclass from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname ~ '_(row|ids|doc|history|attachment|conflict)$'
  loop
    execute format('revoke delete on %s from {{app}}', held);
  end loop;
end
$$;
revoke execute on function make_record_tables(text), keep_claims(text), add_month(date), notice_restore(),
  drop_audit_partition(text), drop_unverified(timestamptz) from public, {{app}};
grant execute on function add_month(date), drop_audit_partition(text), drop_unverified(timestamptz) to {{job}};
grant select, delete on session, throttle, upload, sign_in_lock, known_device, pending_sign_in, factor,
  provider_visit, provider_token to {{job}};
-- Sessions that go take their browser’s hints with them.
grant select, delete on push_subscription to {{job}};
grant select, insert, update on job_run to {{job}};
-- A partition is reached through its parent only: alone it would have no policy.
do $$
declare
  part regclass;
begin
  for part in select c.oid::regclass from pg_class c where c.relispartition and c.relkind = 'r'
    and c.relnamespace = 'public'::regnamespace
  loop
    execute format('revoke all on %s from {{app}}', part);
  end loop;
end
$$;
