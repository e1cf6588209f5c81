-- By what a mail is found that broke a stage. Null: it did not, or could not be read.
alter table inbound_mail add column words tsvector;
create index inbound_mail_by_words on inbound_mail using gin (words) where words is not null;
