-- Of a mail that broke a stage and could be read: its subject, who sent it, and that address as it is compared. Null otherwise.
alter table inbound_mail add column subject text;
alter table inbound_mail add column sender text;
alter table inbound_mail add column sender_key text;
-- an erasure finds a person's mails by it
create index inbound_mail_by_sender on inbound_mail (organizer, sender_key) where sender_key is not null;
