-- Global: mails of the installation that wait to be sent. A row is written with what it tells of, and is gone once sent.
create table outgoing_mail (
    mail_id uuid primary key,
    recipient text not null,
    -- subject and text, encrypted: they may hold links that let somebody in
    sealed bytea not null,
    created_at timestamptz not null,
    -- not before this time; whoever sends it moves it on first, so that one node sends
    next_try_at timestamptz not null,
    tries integer not null default 0,
    -- set: given up, with the last error's class
    failed_at timestamptz,
    last_error text
);
create index outgoing_mail_due on outgoing_mail (next_try_at) where failed_at is null;
