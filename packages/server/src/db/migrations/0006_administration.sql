-- What administering people keeps of them beyond what seeding needed.

alter table account add column receive_webpush boolean not null default false;
-- notifications.send_mail and notifications.receive_webpush: action → whether it is wanted
alter table account add column settings jsonb not null default '{}';
-- Somebody who was removed: the row keeps the name, which is nobody else's ever, and nothing about the person.
alter table account add column removed_at timestamptz;
