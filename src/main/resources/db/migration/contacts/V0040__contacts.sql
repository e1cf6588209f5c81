create table contact (
    organizer text not null,
    contact_id uuid not null,
    -- as it was given, trimmed; email_key is EmailAddress.key() of it. Both null: no address, or erased
    email text,
    email_key text,
    title text,
    first_name text,
    last_name text,
    birth_date date,
    nationality text,
    id_number text,
    mobile_phone text,
    country text,
    language text,
    consent_institution boolean not null default false,
    consent_third_party boolean not null default false,
    -- created from a bare address; an explicit flag, never guessed from the name
    temporary boolean not null,
    internet_account boolean not null default false,
    -- the surviving contact, always the end of the chain
    merged_into uuid,
    -- since when it has held nothing and waited for nobody (contact rule 6)
    orphaned_at timestamptz,
    erased_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organizer, contact_id)
) with (fillfactor = 90);
call protect_organizer_table('contact');
-- who is meant by an address (contact rule 1); screen: contacts by e-mail
create index contact_by_email on contact (organizer, email_key) where email_key is not null;
-- at most one temporary contact for an address (contact rule 4)
create unique index contact_one_temporary on contact (organizer, email_key)
    where temporary and merged_into is null and erased_at is null;
-- at most one contact with an internet account for an address
create unique index contact_one_internet_account on contact (organizer, email_key)
    where internet_account and merged_into is null and erased_at is null;
-- reads follow merges
create index contact_merged on contact (organizer, merged_into) where merged_into is not null;
-- retention: orphaned contacts by age
create index contact_orphaned on contact (organizer, orphaned_at) where orphaned_at is not null and erased_at is null;

-- Further addresses: those it had before, and those it got by a merge. The present one is in contact.email_key.
create table contact_address (
    organizer text not null,
    email_key text not null,
    contact_id uuid not null,
    email text not null,
    added_at timestamptz not null,
    primary key (organizer, email_key, contact_id)
);
call protect_organizer_table('contact_address');

-- What an erased contact leaves: a keyed hash of each address, so that what it began before is still told to be its own.
create table erased_address (
    organizer text not null,
    address_hash bytea not null,
    contact_id uuid not null,
    erased_at timestamptz not null,
    primary key (organizer, address_hash, contact_id)
);
call protect_organizer_table('erased_address');

-- Who was merged into whom, so that it can be undone. contact.merged_into is the end of the chain that these rows make.
create table contact_merge (
    organizer text not null,
    from_contact uuid not null,
    into_contact uuid not null,
    merged_at timestamptz not null,
    primary key (organizer, from_contact)
);
call protect_organizer_table('contact_merge');
create index contact_merge_into on contact_merge (organizer, into_contact);
