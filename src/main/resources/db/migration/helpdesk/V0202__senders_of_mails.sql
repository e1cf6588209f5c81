-- EmailAddress.key() of From: an erasure finds the mails of a person by it. Null: From is no address.
alter table mail_verdict add column from_key text;
create index mail_verdict_by_sender on mail_verdict (organizer, from_key) where from_key is not null;
-- erasure: what a contact wrote
create index case_entry_by_contact on case_entry (organizer, contact) where contact is not null;
