create table run (
    organizer text not null,
    run_id uuid not null,
    interface text not null,
    function text not null,
    -- MANUAL, SCHEDULE, WAKE
    started_by text not null,
    actor text not null,
    dry_run boolean not null default false,
    -- RUNNING, SUCCEEDED, PARTIAL, FAILED, STOPPED
    status text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    pages integer not null default 0,
    entries integer not null default 0,
    applied integer not null default 0,
    unchanged integer not null default 0,
    skipped integer not null default 0,
    quarantined integer not null default 0,
    reason text,
    pagination_key text,
    stop_requested_at timestamptz,
    stop_requested_by text,
    -- the node that works on it, or did last
    node text not null,
    -- JSON, of a dry run
    report text,
    primary key (organizer, run_id)
);
call protect_organizer_table('run');
-- screen: the runs of an interface, newest first (run ids grow with time)
create index run_by_interface on run (organizer, interface, function, run_id);

-- Who may work now. One lease per organizer for retrieving, one per interface and push function.
create table run_lease (
    organizer text not null,
    lease text not null,
    run_id uuid not null,
    node text not null,
    -- grows with every holder: one that lost its lease writes nothing
    fencing bigint not null,
    held boolean not null,
    heartbeat_at timestamptz not null,
    primary key (organizer, lease)
);
call protect_organizer_table('run_lease');

-- Starts that wait their turn: one place per interface and function.
create table run_request (
    organizer text not null,
    interface text not null,
    function text not null,
    started_by text not null,
    requested_at timestamptz not null,
    primary key (organizer, interface, function),
    foreign key (organizer, interface) references interface (organizer, code) on delete cascade
);
call protect_organizer_table('run_request');

-- The journal of a run: what happened, in words.
create table run_event (
    organizer text not null,
    run_id uuid not null,
    event_no integer not null,
    at timestamptz not null,
    level text not null,
    message text not null,
    primary key (organizer, run_id, event_no)
);
call protect_organizer_table('run_event');

-- Raw calls of a run, personal data masked, when the interface asks for them.
create table run_call (
    organizer text not null,
    run_id uuid not null,
    call_no integer not null,
    at timestamptz not null,
    request text not null,
    status integer,
    body bytea,
    primary key (organizer, run_id, call_no)
);
call protect_organizer_table('run_call');
