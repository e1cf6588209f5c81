-- The built-in wallet's own tables. The back office never reads them: it asks over HTTP, as it would ask a vendor.
-- No row-level security here: a spectator's account holds tickets of several organizers, and the role of the back office
-- has no right on this schema at all. Every statement on an organizer's rows still says whose they are.
create schema wallet;
grant usage on schema wallet to counterfoil_wallet;

-- One row per organizer that uses this wallet. Whoever writes an organizer's tickets locks it first, so sequences become
-- visible in their order.
create table wallet.organizer (
    organizer text primary key,
    -- which life of the wallet a pagination key belongs to; a key of another one is refused
    epoch bigint not null,
    -- pagination keys are signed with it
    key_secret bytea not null,
    -- the last one given
    sequence bigint not null default 0,
    -- changes up to here are no longer complete
    pruned_to bigint not null default 0,
    feed_mode text not null check (feed_mode in ('EVERY_CHANGE', 'LAST_STATE')),
    created_at timestamptz not null
);

-- Who may use the organizer API: one row per key.
create table wallet.client (
    organizer text not null references wallet.organizer (organizer),
    client_id uuid not null,
    -- SHA-256 of the key; the key itself is not kept
    key_digest bytea not null,
    wake_url text,
    -- signs wake-up calls; encrypted, never answered
    wake_secret bytea,
    wake_sent_at timestamptz,
    created_at timestamptz not null,
    primary key (organizer, client_id)
);
create unique index client_once on wallet.client (organizer, key_digest);
create index client_by_key on wallet.client (key_digest);

-- Global: a person with an address, whatever organizers' tickets he holds. Made by the first sign-in, ticket or transfer.
create table wallet.account (
    account_id uuid primary key,
    -- as it was first written
    address text not null,
    address_key text not null unique,
    title text,
    first_name text,
    last_name text,
    date_of_birth date,
    nationality text,
    id_card_number text,
    phone_number text,
    residence_country text,
    language text,
    created_at timestamptz not null
);

-- Global: codes that wait to be exchanged for a session.
create table wallet.sign_in_code (
    code_id uuid primary key,
    address_key text not null,
    salt bytea not null,
    -- SHA-256 of salt and code
    digest bytea not null,
    tries integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index sign_in_code_by_address on wallet.sign_in_code (address_key, created_at);

-- Global: signed-in phones. SHA-256 of the token; the token itself is not kept.
create table wallet.session (
    token_digest bytea primary key,
    account_id uuid not null references wallet.account (account_id),
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- What a spectator allows one organizer.
create table wallet.preference (
    organizer text not null,
    account_id uuid not null,
    allow_promo_email boolean,
    allow_third_party_email boolean,
    primary key (organizer, account_id)
);

create table wallet.ticket (
    organizer text not null references wallet.organizer (organizer),
    ticket_id text not null,
    -- as injected
    tax_number text,
    event_id text,
    event_name text,
    starts_at timestamptz,
    venue text,
    seat text,
    barcode text,
    -- null: as often as people like
    max_transfers integer,
    transfer_timeout_s bigint not null,
    -- whom the organizer addressed the ticket to
    addressed_to uuid not null,
    -- as it is
    owner_id uuid not null,
    holder_first_name text,
    holder_last_name text,
    status text not null,
    status_at timestamptz not null,
    last_sequence bigint not null,
    -- of the change that made the owner the owner
    owner_sequence bigint not null,
    downloaded_at timestamptz,
    activated_at timestamptz,
    controlled_at timestamptz,
    deletion_at timestamptz,
    deleted_at timestamptz,
    transfers_used integer not null default 0,
    -- the transfer by which the owner got it, which he may return; null: the organizer gave it to him
    received_by text,
    -- the caller's id of the last reassignment that had one, and the sequence it was answered with
    reassignment_id text,
    reassignment_sequence bigint not null default 0,
    primary key (organizer, ticket_id)
) with (fillfactor = 80);
-- a spectator's tickets
create index ticket_by_owner on wallet.ticket (owner_id, organizer, ticket_id);
-- the diff that tells last states
create index ticket_by_sequence on wallet.ticket (organizer, last_sequence);

create table wallet.transfer (
    organizer text not null,
    transfer_id text not null,
    ticket_id text not null,
    direction text not null check (direction in ('FORWARD', 'RETURN')),
    sender_id uuid not null,
    recipient_id uuid not null,
    initiated_at timestamptz not null,
    deadline timestamptz not null,
    state text not null check (state in ('OPEN', 'TRANSFERRED', 'FAILED')),
    ended_at timestamptz,
    reason text,
    resends integer not null default 0,
    -- by which transfer the sender had got the ticket: his to return again once it comes back to him
    former_transfer text,
    primary key (organizer, transfer_id),
    foreign key (organizer, ticket_id) references wallet.ticket (organizer, ticket_id)
) with (fillfactor = 80);
create unique index transfer_one_open on wallet.transfer (organizer, ticket_id) where state = 'OPEN';
-- transfers that time out
create index transfer_by_deadline on wallet.transfer (deadline) where state = 'OPEN';
-- a spectator's pending transfers and history
create index transfer_by_sender on wallet.transfer (sender_id, initiated_at);
create index transfer_by_recipient on wallet.transfer (recipient_id, initiated_at);

-- Append-only: one row per change, the diff's entry as it is told, frozen. Rows leave only past the retention period.
create table wallet.change (
    organizer text not null,
    sequence bigint not null,
    ticket_id text not null,
    at timestamptz not null,
    entry text not null,
    primary key (organizer, sequence)
);

grant select, insert, update on wallet.organizer, wallet.client, wallet.account, wallet.preference, wallet.ticket, wallet.transfer
    to counterfoil_wallet;
grant select, insert, update, delete on wallet.sign_in_code, wallet.session to counterfoil_wallet;
grant select, insert, delete on wallet.change to counterfoil_wallet;
