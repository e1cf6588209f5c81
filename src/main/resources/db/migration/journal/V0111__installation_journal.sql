-- Global: what changed in the installation itself and belongs to no single organizer: accounts, their roles, tokens.
-- The same chain of hashes as an organizer's journal.
create table installation_journal (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    -- 'account', 'token', ...
    entity text not null,
    entity_id text not null,
    action text not null,
    body text,
    salt bytea,
    digest bytea not null,
    hash bytea not null
);
-- append-only: only an erasure touches a line, and only these two members
revoke update, delete on installation_journal from counterfoil_app;
grant update (body, salt) on installation_journal to counterfoil_app;
-- screen: the journal of one account
create index installation_journal_by_entity on installation_journal (entity, entity_id, seq);

-- Global: one row, from the first line on. Whoever writes the installation's journal locks it, so that its numbers become visible in their order.
create table installation_journal_head (
    only_row boolean primary key default true check (only_row),
    seq bigint not null default 0,
    hash bytea not null default '\x'
);
