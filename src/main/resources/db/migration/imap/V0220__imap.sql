-- Who reads a mailbox on another server, how far it is read, and how that goes.
create table imap_reader (
    organizer text not null,
    mailbox text not null,
    -- holds the mailbox until then, unless it says so again; empty: the mailbox is not to be read
    node text not null,
    held_until timestamptz not null,
    -- grows with every holder: one that lost its lease moves nothing on
    fencing bigint not null,
    -- which folder of which account; the position in another one counts for nothing
    place text,
    uid_validity bigint,
    -- all mails up to this one are stored, or left alone on purpose
    uid bigint not null default 0,
    -- mails below this number were there at the first look: for them the cut-off counts
    backlog_end bigint not null default 0,
    watched_since timestamptz not null,
    -- looked through without an error
    read_at timestamptz,
    failing_since timestamptz,
    error text,
    alarm_at timestamptz,
    primary key (organizer, mailbox),
    foreign key (organizer, mailbox) references mailbox (organizer, code) on delete cascade
) with (fillfactor = 50);
call protect_organizer_table('imap_reader');

-- Mails that are stored here and are still to be marked as read or moved there.
create table imap_after (
    organizer text not null,
    mailbox text not null,
    uid_validity bigint not null,
    uid bigint not null,
    primary key (organizer, mailbox, uid_validity, uid),
    foreign key (organizer, mailbox) references mailbox (organizer, code) on delete cascade
);
call protect_organizer_table('imap_after');

-- Mails that could not be fetched, or not whole.
create table imap_remark (
    organizer text not null,
    mailbox text not null,
    uid_validity bigint not null,
    uid bigint not null,
    remark text not null,
    at timestamptz not null,
    tries integer not null,
    -- null: not tried again
    next_try_at timestamptz,
    primary key (organizer, mailbox, uid_validity, uid),
    foreign key (organizer, mailbox) references mailbox (organizer, code) on delete cascade
);
call protect_organizer_table('imap_remark');
