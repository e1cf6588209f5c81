-- Texts of outgoing mails that an organizer wrote; where there is none, the one that comes with the program stands.
create table mail_template (
    organizer text not null,
    -- OPENED, AGENT_REPLY, SUPPLIER_NOTE, WAITING, CLOSED, HELD
    event text not null,
    -- 'en' or 'fr'
    language text not null,
    subject text not null,
    body text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (organizer, event, language)
);
call protect_organizer_table('mail_template');

-- What mails of a mailbox look like in a language.
create table mail_brand (
    organizer text not null,
    mailbox text not null,
    language text not null,
    display_name text not null,
    signature text not null,
    -- '#rrggbb'
    colour text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (organizer, mailbox, language)
);
call protect_organizer_table('mail_brand');
