-- Whoever is named as the second person of an exception is told. What other kinds there are by now stays as it is.
do $$
declare kinds text;
begin
  select pg_get_constraintdef(oid) into kinds from pg_constraint
    where conname = 'own_notice_kind_check' and conrelid = 'own_notice'::regclass;
  alter table own_notice drop constraint own_notice_kind_check;
  execute 'alter table own_notice add constraint own_notice_kind_check '
    || replace(kinds, 'ARRAY[', $k$ARRAY['second_named'::text, $k$);
end
$$;
