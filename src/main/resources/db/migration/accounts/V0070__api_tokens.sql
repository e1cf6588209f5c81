-- Global: who may call the API. The token itself is shown once and kept nowhere.
create table api_token (
    token_id uuid primary key,
    name text not null,
    -- SHA-256 of the token: 256 random bits need no slow hash
    token_hash bytea not null unique,
    -- VIEWER, AGENT, OPERATOR, ADMINISTRATOR
    role text not null,
    -- null: all rights of the role
    rights text[],
    -- null: all organizers, also later ones
    organizers text[],
    -- made from COUNTERFOIL_ADMIN_TOKEN
    from_setting boolean not null default false,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);
-- one token comes from the setting
create unique index api_token_from_setting on api_token (from_setting) where from_setting;
