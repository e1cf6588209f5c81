-- Mails that go out from an organizer's mailboxes. Written with what they tell of, and kept: what was sent is shown.
create table outbound_mail (
    organizer text not null,
    mail_id uuid not null,
    mailbox text not null,
    case_number bigint not null,
    -- NOTICE, REPLY, AGENT_NOTICE, SUPPLIER
    purpose text not null,
    -- what it tells of, such as an entry of the case; null: nothing of its own
    about uuid,
    -- what Auto-Submitted says; null: somebody wrote it
    auto_submitted text,
    from_name text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    created_at timestamptz not null,
    primary key (organizer, mail_id),
    foreign key (organizer, mailbox) references mailbox (organizer, code)
);
call protect_organizer_table('outbound_mail');
-- screens: how far the mails of a case's entries are; what a case wrote to somebody
create index outbound_mail_by_case on outbound_mail (organizer, case_number, mail_id);

create table outbound_file (
    organizer text not null,
    mail_id uuid not null,
    number integer not null,
    filename text not null,
    content_type text not null,
    content bytea not null,
    primary key (organizer, mail_id, number),
    foreign key (organizer, mail_id) references outbound_mail (organizer, mail_id) on delete cascade
);
call protect_organizer_table('outbound_file');
alter table outbound_file alter column content set storage external;

-- One row for each address that a mail goes to: each gets a mail of its own, and may be reached or not.
create table outbound_delivery (
    organizer text not null,
    mail_id uuid not null,
    -- EmailAddress.key() of it
    address_key text not null,
    address text not null,
    name text not null,
    -- TO, CC, BCC
    role text not null,
    mailbox text not null,
    message_id text not null,
    -- Message-IDs that it goes on from, separated by blanks, the nearest last
    thread text not null,
    -- WAITING, SENT, REFUSED, BOUNCED, GIVEN_UP
    state text not null,
    tries integer not null default 0,
    -- not before this time; whoever sends it moves it on first, so that one node sends
    next_try_at timestamptz not null,
    -- when it came into its state
    state_at timestamptz not null,
    -- what the mail server said last: its code and words
    answer text,
    primary key (organizer, mail_id, address_key),
    foreign key (organizer, mail_id) references outbound_mail (organizer, mail_id) on delete cascade
) with (fillfactor = 80);
call protect_organizer_table('outbound_delivery');
-- sender: what is due, by mailbox
create index outbound_delivery_due on outbound_delivery (organizer, mailbox, next_try_at) where state = 'WAITING';
-- screen: mails to a contact
create index outbound_delivery_by_address on outbound_delivery (organizer, address_key, mail_id);
