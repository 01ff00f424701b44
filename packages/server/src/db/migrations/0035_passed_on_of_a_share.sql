-- What a referral leaves out because its sender, who had the case by a share himself, did not see it.
alter table transition add column left_out text[] not null default '{}';
-- Of the services it opens these alone, for the same reason; null: all of them.
alter table transition add column services text[];

-- What was passed on before shows no more from now on than its sender saw; in the order in which they were made, for what
-- was passed on may have been passed on again. The second lock shuts whoever migrates out, too.
alter table transition no force row level security;
do $$
declare
  passed record;
begin
  for passed in
    select t.id, t.n, t.by_user, t.created_at from transition t
    where t.type = 'Referral' and t.to_user is not null and not t.packaged
      and exists (select from record_grant g where g.n = t.n and g.user_name = t.by_user)
    order by t.seq
  loop
    update transition t set left_out = unseen.names
    from (select array_agg(distinct name) as names
          from record_grant g, unnest(g.left_out) as name
          where g.n = passed.n and g.user_name = passed.by_user
            and g.from_at <= passed.created_at and (g.ended_at is null or g.ended_at > passed.created_at)) unseen
    where t.id = passed.id and unseen.names is not null;
    update record_grant g
    set left_out = array(select distinct name from unnest(g.left_out || t.left_out) as name order by name)
    from transition t
    where t.id = passed.id and g.transition = t.id and t.left_out <> '{}';
  end loop;
end
$$;
alter table transition force row level security;
