-- People are told of what was shared with them, and what became of what they shared.
alter table own_notice drop constraint own_notice_kind_check;
alter table own_notice add constraint own_notice_kind_check check (kind in (
  'revealed', 'agreement', 'taken_over',
  'referral', 'transfer', 'transfer_request', 'assigned', 'share_accepted', 'share_rejected', 'share_done', 'share_ended',
  'approval_requested', 'approval_answered'
));
