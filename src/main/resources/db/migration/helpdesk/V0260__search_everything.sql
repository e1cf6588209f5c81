-- What a mail quotes, and the names of files, are looked for too and stand in no entry's text: the words come with the entry from now on.
-- What is stored keeps the words that it has.
alter table case_entry alter column words drop expression;

alter table case_field add column words tsvector generated always as (to_tsvector('simple', value)) stored;
create index case_field_by_words on case_field using gin (words);

-- Of mails that no entry shows: held, discarded and ignored ones. Null: an entry has them.
alter table mail_verdict add column words tsvector;
create index mail_verdict_by_words on mail_verdict using gin (words) where words is not null;
