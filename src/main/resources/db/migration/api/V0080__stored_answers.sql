-- What a write with an Idempotency-Key answered, stored in the transaction of its effect: both are there, or neither.
create table api_answer (
    organizer text not null,
    token_id uuid not null,
    idempotency_key text not null,
    -- SHA-256 of method, path, query and body
    request_digest bytea not null,
    status integer not null,
    location text,
    content_type text,
    -- encrypted: it may hold a secret that is told once
    body bytea not null,
    created_at timestamptz not null,
    primary key (organizer, token_id, idempotency_key)
);
call protect_organizer_table('api_answer');
-- forgetting after a day
create index api_answer_by_age on api_answer (organizer, created_at);

-- Global: the same for writes that belong to no organizer.
create table api_answer_global (
    token_id uuid not null,
    idempotency_key text not null,
    request_digest bytea not null,
    status integer not null,
    location text,
    content_type text,
    body bytea not null,
    created_at timestamptz not null,
    primary key (token_id, idempotency_key)
);
create index api_answer_global_by_age on api_answer_global (created_at);
