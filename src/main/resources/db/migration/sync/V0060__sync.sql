-- Where an interface stands in its wallet's diff. Written only in the transaction of what it covers.
create table sync_position (
    organizer text not null,
    interface text not null,
    -- grows when the key is reset for a new wallet: sequences are compared within one epoch only
    epoch integer not null default 0,
    pagination_key text,
    updated_at timestamptz not null,
    primary key (organizer, interface),
    foreign key (organizer, interface) references interface (organizer, code) on delete cascade
);
call protect_organizer_table('sync_position');

-- Entries that could not be applied (QUARANTINE) or were not to be (SKIP), with their raw bytes.
create table held_entry (
    organizer text not null,
    held_id uuid not null,
    kind text not null,
    interface text not null,
    epoch integer not null,
    run_id uuid not null,
    ticket_id text,
    reason text not null,
    detail text not null,
    raw bytea not null,
    -- first 16 bytes of the SHA-256 of the raw bytes: delivered again, it adds no second row
    digest uuid not null,
    -- OPEN, REPLAYED, SUPERSEDED, DISCARDED
    state text not null,
    received_at timestamptz not null,
    closed_at timestamptz,
    closed_by text,
    primary key (organizer, held_id)
);
call protect_organizer_table('held_entry');
create unique index held_entry_once on held_entry (organizer, kind, digest, interface);
-- replay when the ticket is imported or leaves the skip list
create index held_entry_by_ticket on held_entry (organizer, ticket_id) where state = 'OPEN';
-- screen: quarantine by state
create index held_entry_by_state on held_entry (organizer, kind, state, held_id);
