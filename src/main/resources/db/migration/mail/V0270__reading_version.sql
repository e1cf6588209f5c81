-- Grows with each change of what an organizer's mails are read with: mailboxes and their tags, suppliers, blocked senders.
create table reading_version (
    organizer text primary key,
    version bigint not null
);
call protect_organizer_table('reading_version');
