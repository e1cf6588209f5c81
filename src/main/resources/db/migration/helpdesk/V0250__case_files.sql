-- Files that agents put beside what they write. What goes out stands with its mail besides, as it was sent.
create table case_file (
    organizer text not null,
    -- the entry of a case; not referenced, as merging and splitting give entries another case number
    entry_id uuid not null,
    -- from 1
    number integer not null,
    filename text not null,
    content_type text not null,
    -- bytes of content
    size integer not null,
    content bytea not null,
    primary key (organizer, entry_id, number)
);
call protect_organizer_table('case_file');
-- files are packed already, as a rule
alter table case_file alter column content set storage external;
