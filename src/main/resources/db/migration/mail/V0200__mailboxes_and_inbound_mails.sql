-- Where mails to an organizer arrive, and from where its mails go out.
create table mailbox (
    organizer text not null,
    code text not null,
    -- as it was given, and EmailAddress.key() of it
    address text not null,
    address_key text not null,
    -- 'en' or 'fr': what is written from it begins with
    language text not null,
    -- names, lower-case, one a line, under which its own mail servers write Authentication-Results
    trusted_servers text not null default '',
    -- JSON without secrets; null: mails are pushed to it
    imap text,
    -- encrypted JSON, never answered
    imap_secret bytea,
    -- JSON without secrets; null: through the installation's mail server
    smtp text,
    smtp_secret bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organizer, code)
);
call protect_organizer_table('mailbox');
create unique index mailbox_by_address on mailbox (organizer, address_key);

-- Every mail that arrived, once each, and what became of it. Its bytes are in mail_raw: rows that change stay small.
create table inbound_mail (
    organizer text not null,
    mail_id uuid not null,
    -- of the raw bytes
    sha256 bytea not null,
    -- of the mail without trace headers and line ends: one mail in two mailboxes has it twice
    content_hash bytea not null,
    -- Message-ID as it is compared; null: none
    message_key text,
    -- where it arrived first
    mailbox text not null,
    size bigint not null,
    stored_at timestamptz not null,
    -- another mail with other content came before under the same Message-ID
    same_id_other_bytes boolean not null default false,
    -- WAITING, TAKEN, FAILED
    state text not null,
    taken_at timestamptz,
    -- of a failure: where it happened, and what
    stage text,
    error text,
    tries integer not null default 0,
    primary key (organizer, mail_id),
    foreign key (organizer, mailbox) references mailbox (organizer, code)
) with (fillfactor = 80);
call protect_organizer_table('inbound_mail');
-- the same bytes twice are one mail
create unique index inbound_mail_by_bytes on inbound_mail (organizer, sha256);
-- one mail in two mailboxes
create unique index inbound_mail_by_content on inbound_mail (organizer, content_hash);
-- the same Message-ID with other bytes
create index inbound_mail_by_message on inbound_mail (organizer, message_key) where message_key is not null;
-- sweeper: mails that nobody has taken
create index inbound_mail_waiting on inbound_mail (organizer, stored_at) where state = 'WAITING';
-- screen: mails that broke a stage
create index inbound_mail_failed on inbound_mail (organizer, mail_id) where state = 'FAILED';

-- The bytes as they came; written once.
create table mail_raw (
    organizer text not null,
    mail_id uuid not null,
    raw bytea not null,
    primary key (organizer, mail_id),
    foreign key (organizer, mail_id) references inbound_mail (organizer, mail_id) on delete cascade
);
call protect_organizer_table('mail_raw');
-- mails are packed already where that pays, and packing takes longer than writing
alter table mail_raw alter column raw set storage external;

-- In which mailboxes a mail arrived, and from where.
create table mail_delivery (
    organizer text not null,
    mail_id uuid not null,
    mailbox text not null,
    -- PUSH, PIPE, IMAP
    origin text not null,
    -- of IMAP
    uid_validity bigint,
    uid bigint,
    delivered_at timestamptz not null,
    primary key (organizer, mail_id, mailbox),
    foreign key (organizer, mail_id) references inbound_mail (organizer, mail_id) on delete cascade,
    foreign key (organizer, mailbox) references mailbox (organizer, code)
);
call protect_organizer_table('mail_delivery');
