-- Whose mails are held, whatever they say: addresses (EmailAddress.key()) and whole domains (lower-case, ASCII).
create table blocked_sender (
    organizer text not null,
    -- an address has an @, a domain has none
    address text not null,
    blocked_by text not null,
    blocked_at timestamptz not null,
    primary key (organizer, address)
);
call protect_organizer_table('blocked_sender');
