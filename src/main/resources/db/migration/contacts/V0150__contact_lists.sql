-- The search box with two names: both are in the index, which so says alone whom to look at. (By the last name it was so before.)
drop index contact_by_first_name;
create index contact_by_first_name on contact (organizer, first_name_key collate "C", last_name_key collate "C")
    where first_name_key is not null;
-- list: orphaned contacts, newest first
create index contact_orphaned_newest on contact (organizer, contact_id)
    where orphaned_at is not null and merged_into is null and erased_at is null;
