-- Whom an account stands for at its provider: bound at the first sign-in, so that a name which somebody else has there
-- later opens nothing.

alter table account
  add column provider_issuer text,
  -- sha-256 of what the issuer calls the person (`sub`)
  add column provider_subject bytea,
  add column provider_bound_at timestamptz,
  add constraint account_bound_whole check (num_nonnulls(provider_issuer, provider_subject, provider_bound_at) in (0, 3));
-- One person there is one account here.
create unique index account_provider_person on account (provider_issuer, provider_subject);

-- Whoever takes over what somebody leaves is told so; `by_user` is who left it.
alter table own_notice drop constraint own_notice_kind_check;
alter table own_notice add constraint own_notice_kind_check check (kind in ('revealed', 'agreement', 'taken_over'));
