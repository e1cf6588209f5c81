create table organization (
    organizer text not null,
    code text not null,
    name text not null,
    created_at timestamptz not null,
    primary key (organizer, code)
);
call protect_organizer_table('organization');

-- The link from an organization to a wallet.
create table interface (
    organizer text not null,
    code text not null,
    organization text not null,
    url text not null,
    -- encrypted at rest, never answered
    api_key bytea,
    wake_secret bytea,
    batch_size integer not null default 1000,
    -- as typed, checked on saving
    custom_parameters text not null default '',
    skip_tickets text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organizer, code),
    foreign key (organizer, organization) references organization (organizer, code)
);
call protect_organizer_table('interface');

-- The functions of an interface: 'retrieve-ticket-status', 'external-printing', 'push-cancelled', 'push-controlled'.
create table interface_function (
    organizer text not null,
    interface text not null,
    function text not null,
    -- ISO 8601 duration; null: only started by hand or by a wake-up call
    schedule text,
    next_due_at timestamptz,
    -- set when the wallet refused us (401, 403, 410) or by a person; cleared by saving the interface
    paused_at timestamptz,
    pause_reason text,
    -- set at the first failing run, cleared by the first good one: one notification each
    failing_since timestamptz,
    primary key (organizer, interface, function),
    foreign key (organizer, interface) references interface (organizer, code) on delete cascade
);
call protect_organizer_table('interface_function');
