-- screen: when the last mail arrived in a mailbox
create index mail_delivery_by_mailbox on mail_delivery (organizer, mailbox, delivered_at);
