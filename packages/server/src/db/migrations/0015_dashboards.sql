-- Numbers of the home page ask to whom records were ever assigned.
create index on transition (to_user, n) where type = 'Assign';
