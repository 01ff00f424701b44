-- What 0020 says of shares that were made before it: the second lock had shut out whoever migrated, so nothing changed.
alter table transition no force row level security;
update transition set answered_at = responded_at where status in ('accepted', 'rejected') and answered_at is null;
update transition set silence_at = greatest(created_at + interval '7 days', now() + interval '1 day'),
                      silence_team_at = greatest(created_at + interval '8 days', now() + interval '2 days')
  where type = 'Referral' and status = 'in_progress' and silence_at is null
    and created_at < (select at from migration where id = 20);
alter table transition force row level security;
