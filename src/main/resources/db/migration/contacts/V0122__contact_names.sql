-- The search box finds people by the beginning of a name. The lower-case names are columns, because under row-level security
-- an index is used for a bare column only; contacts from a bare address have none and cost nothing here.
alter table contact add column first_name_key text generated always as (lower(first_name)) stored,
    add column last_name_key text generated always as (lower(last_name)) stored;
create index contact_by_last_name on contact (organizer, last_name_key collate "C", first_name_key collate "C")
    where last_name_key is not null;
create index contact_by_first_name on contact (organizer, first_name_key collate "C")
    where first_name_key is not null;
-- list: contacts that a bare address made, newest first
create index contact_temporary on contact (organizer, contact_id) where temporary and merged_into is null and erased_at is null;
