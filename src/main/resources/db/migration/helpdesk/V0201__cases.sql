-- The tags of mailboxes, those that they had before too: a retired tag keeps matching.
create table mailbox_tag (
    organizer text not null,
    mailbox text not null,
    start_tag text not null,
    end_tag text not null,
    since timestamptz not null,
    -- null: the mailbox's present one
    retired_at timestamptz,
    primary key (organizer, mailbox, start_tag, end_tag),
    foreign key (organizer, mailbox) references mailbox (organizer, code)
);
call protect_organizer_table('mailbox_tag');
create unique index mailbox_tag_present on mailbox_tag (organizer, mailbox) where retired_at is null;

create table supplier (
    organizer text not null,
    code text not null,
    name text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organizer, code)
);
call protect_organizer_table('supplier');

-- Whose mails are a supplier's: addresses (EmailAddress.key()) and whole domains (lower-case, ASCII).
create table supplier_address (
    organizer text not null,
    -- an address has an @, a domain has none
    address text not null,
    supplier text not null,
    primary key (organizer, address),
    foreign key (organizer, supplier) references supplier (organizer, code) on delete cascade
);
call protect_organizer_table('supplier_address');
create index supplier_address_by_supplier on supplier_address (organizer, supplier);

-- The one sequence of case numbers. Counted in the transaction that makes the case, so that a case that was not made leaves no gap.
create table case_counter (
    organizer text primary key,
    last_number bigint not null
);
call protect_organizer_table('case_counter');

create table support_case (
    organizer text not null,
    number bigint not null,
    -- INCIDENT, REQUEST, OPPORTUNITY, PROJECT, COMPLAINT
    type text not null,
    -- NEW, OPEN, WAITING, SOLVED, CLOSED
    state text not null,
    -- LOW, NORMAL, HIGH, URGENT
    priority text not null,
    -- without tags
    subject text not null,
    requester uuid,
    -- the address that the requester wrote from, where answers go
    requester_address text,
    supplier text,
    -- login of a user
    assignee text,
    -- through which its mails go out
    mailbox text,
    -- en, fr
    language text not null,
    -- PHONE, COUNTER, MAIL, API
    channel text not null,
    -- the case that it goes on with
    follows bigint,
    -- the case that has its number now, always the end of the chain
    merged_into bigint,
    spam boolean not null default false,
    opened_at timestamptz not null,
    updated_at timestamptz not null,
    first_answer_at timestamptz,
    solved_at timestamptz,
    closed_at timestamptz,
    primary key (organizer, number),
    foreign key (organizer, mailbox) references mailbox (organizer, code)
) with (fillfactor = 80);
call protect_organizer_table('support_case');
-- list: cases, the last changed first; by state; by assignee
create index support_case_by_change on support_case (organizer, updated_at desc, number desc) where merged_into is null;
create index support_case_by_state on support_case (organizer, state, updated_at desc, number desc) where merged_into is null;
create index support_case_by_assignee on support_case (organizer, assignee, updated_at desc) where merged_into is null and assignee is not null;
-- screens: other cases of a contact; contacts that are in use
create index support_case_by_requester on support_case (organizer, requester) where requester is not null;
-- which open case goes on with a closed one
create index support_case_follow_up on support_case (organizer, follows) where follows is not null;
create index support_case_merged on support_case (organizer, merged_into) where merged_into is not null;
-- daily: solved cases close
create index support_case_solved on support_case (organizer, solved_at) where state = 'SOLVED';

create table case_entry (
    organizer text not null,
    number bigint not null,
    entry_id uuid not null,
    at timestamptz not null,
    -- USER, AGENT, SUPPLIER, SYSTEM
    kind text not null,
    -- the name that stands above it, and the line under the name
    author text not null,
    author_line text,
    contact uuid,
    login text,
    -- what happened: MAIL, REPLY, NOTE, CALL, STATE, ASSIGNED, MERGED, SPLIT, LINKED, TICKETS, AUTO_REPLY, BOUNCE, ...
    action text not null,
    text text not null,
    public boolean not null,
    -- the mail that it came with, or went out with
    mail_id uuid,
    -- how it was decided that it belongs here, and who wrote it; lines for people
    evidence text,
    -- REFERENCE_UNDER_OTHER_SUBJECT, SPOOFED_AGENT, UNKNOWN_NUMBER, ...; separated by blanks
    marks text not null default '',
    primary key (organizer, number, entry_id),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_entry');
create index case_entry_by_mail on case_entry (organizer, mail_id) where mail_id is not null;

-- Who takes part in a case (rule 7). The requester's other addresses are the contact's.
create table case_participant (
    organizer text not null,
    number bigint not null,
    address_key text not null,
    address text not null,
    name text not null default '',
    -- REQUESTER, SUPPLIER, WRITTEN_TO, ADDED, COPIED
    role text not null,
    contact uuid,
    since timestamptz not null,
    primary key (organizer, number, address_key),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_participant');
create index case_participant_by_address on case_participant (organizer, address_key);

-- Which mails belong to which case by their Message-IDs: mails that came, and mails that never came here but were answered by one.
create table case_message (
    organizer text not null,
    message_key text not null,
    number bigint not null,
    -- false: no mail with it came here
    received boolean not null,
    at timestamptz not null,
    primary key (organizer, message_key, number),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_message');

-- What was decided about each mail.
create table mail_verdict (
    organizer text not null,
    mail_id uuid not null,
    -- OPENED, APPENDED, HELD, IGNORED
    outcome text not null,
    -- the case; of a held mail the one that it stands beside
    number bigint,
    -- AGENT, USER, SUPPLIER
    sender_kind text not null,
    -- codes, separated by blanks
    reasons text not null,
    -- lines for people
    evidence text not null,
    -- what lists show of the mail
    subject text not null,
    from_address text not null,
    from_name text not null,
    -- PASSED, FAILED, UNKNOWN
    authentication text not null,
    at timestamptz not null,
    primary key (organizer, mail_id),
    foreign key (organizer, mail_id) references inbound_mail (organizer, mail_id) on delete cascade
);
call protect_organizer_table('mail_verdict');
-- list: ignored mails
create index mail_verdict_ignored on mail_verdict (organizer, mail_id) where outcome = 'IGNORED';
-- screen: mails that stand beside a case
create index mail_verdict_by_case on mail_verdict (organizer, number) where number is not null;

-- Mails that wait for an agent's decision.
create table held_mail (
    organizer text not null,
    mail_id uuid not null,
    -- the case that it stands beside; null: several
    number bigint,
    reasons text not null,
    -- HELD, JOINED, OPENED, DISCARDED
    state text not null,
    held_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    primary key (organizer, mail_id),
    foreign key (organizer, mail_id) references inbound_mail (organizer, mail_id) on delete cascade
);
call protect_organizer_table('held_mail');
-- list: held mails, the oldest first
create index held_mail_waiting on held_mail (organizer, mail_id) where state = 'HELD';
create index held_mail_by_case on held_mail (organizer, number) where number is not null;

create table case_link (
    organizer text not null,
    number bigint not null,
    other bigint not null,
    -- RELATED, FOLLOWS, SPLIT_FROM
    kind text not null,
    at timestamptz not null,
    primary key (organizer, number, other),
    foreign key (organizer, number) references support_case (organizer, number),
    foreign key (organizer, other) references support_case (organizer, number)
);
call protect_organizer_table('case_link');
create index case_link_back on case_link (organizer, other);

create table case_ticket (
    organizer text not null,
    number bigint not null,
    ticket_id text not null,
    -- what named it: a ticket, tax or order number; null: an agent linked it
    named_by text,
    at timestamptz not null,
    primary key (organizer, number, ticket_id),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_ticket');
-- screen: the cases of a ticket
create index case_ticket_by_ticket on case_ticket (organizer, ticket_id);
