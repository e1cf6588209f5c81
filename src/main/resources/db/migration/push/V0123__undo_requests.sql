-- Undoing an accepted transfer takes two people: one asks, another approves.
create table undo_request (
    organizer text not null,
    request_id uuid not null,
    ticket_id text not null,
    -- the confirmed line that is to be undone
    distribution_id uuid not null,
    reason text not null,
    asked_by text not null,
    asked_at timestamptz not null,
    -- OPEN, APPROVED, REFUSED
    state text not null,
    decided_by text,
    decided_at timestamptz,
    primary key (organizer, request_id)
);
call protect_organizer_table('undo_request');
-- a ticket has at most one that is open
create unique index undo_request_open on undo_request (organizer, ticket_id) where state = 'OPEN';
