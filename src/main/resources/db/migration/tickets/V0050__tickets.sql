create table event (
    organizer text not null,
    event_id text not null,
    name text,
    starts_at timestamptz,
    venue text,
    primary key (organizer, event_id)
);
call protect_organizer_table('event');

-- What the back office says of a ticket. Changes rarely; what the wallet says is in ticket_ownership, which changes often
-- and so has few indexes.
create table ticket (
    organizer text not null,
    ticket_id text not null,
    tax_number text,
    organization text not null,
    event_id text,
    seat text,
    barcode text,
    -- S-360's own state: NOT_PRINTED, PRINTED, CONTROLLED, INVALIDATED, CANCELLED; the feedback never changes it
    state text not null,
    state_changed_at timestamptz not null,
    -- what the last import said (distribution rule 7)
    imported_contact uuid,
    -- the contact that the first import said: where the fold begins
    first_contact uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- when the wallet accepted it; null: never injected
    injected_at timestamptz,
    -- interface whose wallet holds it
    injected_by text,
    primary key (organizer, ticket_id)
);
call protect_organizer_table('ticket');
-- search box: tax number, barcode; skip list by tax number
create index ticket_by_tax_number on ticket (organizer, tax_number) where tax_number is not null;
create index ticket_by_barcode on ticket (organizer, barcode) where barcode is not null;
-- screens: an event's tickets in ticket-id order; injection in ticket-id order
create index ticket_by_event on ticket (organizer, event_id, ticket_id);

-- What folding the ticket's log gives: who holds it now and what its phone says. One row per ticket.
create table ticket_ownership (
    organizer text not null,
    ticket_id text not null,
    cultural_contact uuid,
    mobile_status text,
    mobile_status_at timestamptz,
    -- address as the wallet wrote it
    wallet_owner text,
    -- the beneficiary named on the ticket, JSON
    ticket_holder text,
    -- the wallet's owner is known and is not the cultural contact
    out_of_step boolean not null default false,
    -- the line that is open, if one is
    open_line uuid,
    -- how many log entries, imports and back-office lines came so far: the next arrival number minus one
    arrivals integer not null default 0,
    -- how many distribution lines stand
    line_count integer not null default 0,
    -- where the log ends: its one stream (null: no wallet entry; '*': several), and the last place in it
    last_stream text,
    last_place bigint not null default 0,
    primary key (organizer, ticket_id)
) with (fillfactor = 60);
call protect_organizer_table('ticket_ownership');
-- screen: the tickets of a contact
create index ticket_ownership_by_contact on ticket_ownership (organizer, cultural_contact);
-- list: tickets out of step
create index ticket_ownership_out_of_step on ticket_ownership (organizer, ticket_id) where out_of_step;

-- The status log: every distinct entry of a ticket. Append-only but for erasures and for `followed`.
create table status_log (
    organizer text not null,
    ticket_id text not null,
    -- first 16 bytes of the SHA-256 of all known members: the same entry again is a repeat
    digest uuid not null,
    arrival integer not null,
    interface text not null,
    epoch integer not null,
    sequence bigint,
    status text not null,
    status_at timestamptz,
    -- told: the entry had the member, be it null; not told: absent, which keeps what was known
    owner_told boolean not null,
    wallet_owner text,
    holder_told boolean not null,
    ticket_holder text,
    -- address of spectatorDetails
    spectator text,
    -- the transfer block, addresses as they came
    sender text,
    recipient text,
    has_transfer boolean not null,
    transfer_id text,
    transfer_initiated_at timestamptz,
    transfer_ended_at timestamptz,
    transfer_reason text,
    -- false: came while distribution was switched off, refreshes details only
    followed boolean not null,
    run_id uuid not null,
    received_at timestamptz not null,
    primary key (organizer, ticket_id, digest)
);
call protect_organizer_table('status_log');

-- The distribution history: one row per transfer, inferred change, import change or back-office change.
create table distribution (
    organizer text not null,
    ticket_id text not null,
    distribution_id uuid not null,
    -- place in the fold, from 1
    position integer not null,
    action text not null,
    status text not null,
    source text not null,
    actor text,
    reason text,
    transfer_id text,
    old_contact uuid,
    new_contact uuid,
    initiated_at timestamptz,
    resolved_at timestamptz,
    recorded_at timestamptz not null,
    run_id uuid,
    -- JSON array of steps: status, at, recordedAt, source, actor, runId
    steps text not null,
    -- digest of the log entry that bore the line, and its part there: OWN, BEFORE or AFTER. Null for other sources
    born_by uuid,
    born_as text,
    -- imports and back-office lines take part in the fold at their arrival, or at the sequence of the wallet's answer
    arrival integer,
    -- WAITING, ACCEPTED, REJECTED, NOT_NEEDED; null for other sources
    answer text,
    answer_stream text,
    answer_sequence bigint,
    answered_at timestamptz,
    answer_reason text,
    primary key (organizer, ticket_id, distribution_id)
) with (fillfactor = 85);
call protect_organizer_table('distribution');
-- screens: a contact's tickets, past and pending
create index distribution_by_new_contact on distribution (organizer, new_contact);
create index distribution_by_old_contact on distribution (organizer, old_contact);
-- Home: open transfers by age
create index distribution_open on distribution (organizer, initiated_at) where status = 'PENDING';
