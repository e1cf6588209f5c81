-- What changed, in order: the organizer's journal and at the same time the change feed.
create table journal (
    organizer text not null,
    seq bigint not null,
    at timestamptz not null,
    actor text not null,
    -- 'ticket', 'contact', 'interface', 'run', ...
    entity text not null,
    entity_id text not null,
    action text not null,
    run_id uuid,
    -- JSON; null after an erasure, like its salt: the chain goes over the digest and stays valid
    body text,
    salt bytea,
    -- SHA-256 of salt and body
    digest bytea not null,
    -- SHA-256 of the former line's hash and of this line without body and salt
    hash bytea not null,
    primary key (organizer, seq)
);
call protect_organizer_table('journal');
-- append-only: only an erasure touches a line, and only these two members
revoke update, delete on journal from counterfoil_app;
grant update (body, salt) on journal to counterfoil_app;
-- screen: the journal of one ticket, contact or interface
create index journal_by_entity on journal (organizer, entity, entity_id, seq);
