-- What came of pushing a ticket: one row for each function, about the change that was pushed last.
create table push_state (
    organizer text not null,
    interface text not null,
    function text not null,
    ticket_id text not null,
    -- the change that it is about: the ticket's state and since when it had it
    state text not null,
    state_changed_at timestamptz not null,
    -- ACCEPTED, UNCHANGED; SKIPPED; REJECTED by the wallet, UNKNOWN (no usable answer for the ticket), NOT_SENT (see reason)
    outcome text not null,
    reason text,
    at timestamptz not null,
    run_id uuid not null,
    primary key (organizer, interface, function, ticket_id),
    foreign key (organizer, interface) references interface (organizer, code) on delete cascade
);
call protect_organizer_table('push_state');
-- screen: the tickets that a function could not push
create index push_state_bad on push_state (organizer, interface, function, ticket_id)
    where outcome in ('REJECTED', 'UNKNOWN', 'NOT_SENT');

-- How a push function works, beyond what its interface says.
create table push_settings (
    organizer text not null,
    interface text not null,
    function text not null,
    -- tickets a call; null: the interface's
    batch_size integer,
    -- as typed, checked on saving
    force_tickets text not null default '',
    -- when the force list was saved last: each ticket on it is sent once after that
    forced_at timestamptz,
    skip_tickets text not null default '',
    -- nothing is sent, everything is reported
    simulation boolean not null default false,
    -- rules that injected tickets get; null: the wallet's
    max_transfers integer,
    -- ISO 8601 duration
    transfer_timeout text,
    updated_at timestamptz not null,
    primary key (organizer, interface, function),
    foreign key (organizer, interface) references interface (organizer, code) on delete cascade
);
call protect_organizer_table('push_settings');

-- Asking a wallet for a back-office change whose line waits for the answer: how often so far, and when again. The line is
-- what must not be lost; this only says when.
create table reassignment_call (
    organizer text not null,
    distribution_id uuid not null,
    ticket_id text not null,
    attempts integer not null,
    -- nobody else asks before
    next_at timestamptz not null,
    -- why the last attempt brought no answer
    problem text,
    primary key (organizer, distribution_id)
);
call protect_organizer_table('reassignment_call');

-- what is to be pushed, in ticket-id order
create index ticket_to_inject on ticket (organizer, organization, ticket_id) where state = 'NOT_PRINTED';
create index ticket_to_withdraw on ticket (organizer, ticket_id) where state in ('CANCELLED', 'INVALIDATED');
create index ticket_to_control on ticket (organizer, ticket_id) where state = 'CONTROLLED';
-- changes that wait for a wallet's answer
create index distribution_waiting on distribution (organizer, ticket_id) where answer = 'WAITING';
