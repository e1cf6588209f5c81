-- A case that an agent has begun to write down, as he typed it: one for each.
create table begun_case (
    organizer text not null,
    login text not null,
    channel text not null,
    type text not null,
    priority text not null,
    subject text not null,
    body text not null,
    email text not null,
    mailbox text not null,
    saved_at timestamptz not null,
    primary key (organizer, login)
);
call protect_organizer_table('begun_case');
