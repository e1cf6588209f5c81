-- Words of cases, English and French stems side by side. Stored, not an index's expression: with row-level security PostgreSQL uses
-- an index only where the whole condition leaks nothing, which to_tsvector() on a column does not promise.
alter table support_case add column words tsvector generated always as
    (to_tsvector('english', subject) || to_tsvector('french', subject)) stored;
create index support_case_by_words on support_case using gin (words);

-- The beginning of long texts only: a list of words has a limit of 1 MiB.
alter table case_entry add column words tsvector generated always as
    (to_tsvector('english', left(text, 50000)) || to_tsvector('french', left(text, 50000))) stored;
create index case_entry_by_words on case_entry using gin (words);

alter table case_participant add column words tsvector generated always as
    (to_tsvector('simple', name || ' ' || address)) stored;
create index case_participant_by_words on case_participant using gin (words);

-- What somebody looks at again and again in the list of cases.
create table saved_case_filter (
    organizer text not null,
    -- of a user
    login text not null,
    name text not null,
    -- as the list's address has it after the question mark
    query text not null,
    primary key (organizer, login, name)
);
call protect_organizer_table('saved_case_filter');
