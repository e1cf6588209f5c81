-- Global: a back-office user's sign-in. Whose an account is, is asked before any organizer is chosen.
create table account (
    account_id uuid primary key,
    -- lower case; names the account in journals, so it never changes
    login text not null unique,
    -- as it was written
    email text not null,
    -- its normal form, computed by the application: signs in as well as the login
    email_key text not null unique,
    name text,
    -- of screens and mails, BCP 47
    language text not null,
    -- Argon2id; null: none was chosen yet, or OpenID Connect only
    password_hash text,
    -- of the whole installation: administrator of every organizer, also of later ones
    administrator boolean not null default false,
    -- who signed in under a former number is signed out
    epoch integer not null default 0,
    -- encrypted; without a time of confirmation it is only being set up
    totp_secret bytea,
    totp_since timestamptz,
    -- the last time step of which a code was used: none is taken twice
    totp_step bigint not null default 0,
    -- whom the OpenID Connect issuer knows this account as
    oidc_issuer text,
    oidc_subject text,
    disabled_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    last_sign_in_at timestamptz
);
create unique index account_by_subject on account (oidc_issuer, oidc_subject) where oidc_subject is not null;

-- Global: which organizers an account may enter, and as what.
create table account_role (
    account_id uuid not null references account on delete cascade,
    for_organizer text not null references organizer,
    -- VIEWER, AGENT, OPERATOR, ADMINISTRATOR
    role text not null,
    primary key (account_id, for_organizer)
);
-- screen: the users of one organizer
create index account_role_by_organizer on account_role (for_organizer);

-- Global: what stands in for a lost second factor, once each.
create table account_recovery_code (
    account_id uuid not null references account on delete cascade,
    -- SHA-256 of the code: 80 random bits need no slow hash
    code_hash bytea not null,
    primary key (account_id, code_hash)
);

-- Global: links that let somebody choose a password, once.
create table account_link (
    link_id uuid primary key,
    account_id uuid not null references account on delete cascade,
    -- INVITATION, RESET
    kind text not null,
    -- SHA-256 of the token: 256 random bits need no slow hash
    token_hash bytea not null unique,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index account_link_by_account on account_link (account_id);

-- Global: guesses at passwords and codes, by a keyed hash of what was guessed at, whether it exists or not.
create table sign_in_failure (
    subject bytea primary key,
    failures integer not null,
    last_at timestamptz not null,
    -- nothing is looked at before this time
    locked_until timestamptz
);
create index sign_in_failure_by_age on sign_in_failure (last_at);

-- Global: Spring Session's tables; their columns' names are the library's.
create table web_session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval integer not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index web_session_by_expiry on web_session (expiry_time);
create index web_session_by_principal on web_session (principal_name);
create table web_session_attributes (
    session_primary_id char(36) not null references web_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
