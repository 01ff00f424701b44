-- What a referral opens: these forms of the role that it shows; null: all of them.
alter table transition add column forms text[];
-- The same, for as long as nobody accepted it; null: no other than afterwards.
alter table transition add column forms_before text[];
-- Nothing ever set it: consent that is over takes the share back.
alter table transition drop column until_at;

alter table record_grant add column forms text[];
