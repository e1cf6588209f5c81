-- The page of a contact: its tickets in ticket-id order, a page at a time, however many it has. Written when a ticket comes, and
-- when its cultural contact changes, as the one before it was.
create index ticket_ownership_of_contact on ticket_ownership (organizer, cultural_contact, ticket_id)
    where cultural_contact is not null;
drop index ticket_ownership_by_contact;
-- The last lines of a contact, however many it has.
create index distribution_new_contact_latest on distribution (organizer, new_contact, recorded_at) where new_contact is not null;
drop index distribution_by_new_contact;
create index distribution_old_contact_latest on distribution (organizer, old_contact, recorded_at) where old_contact is not null;
drop index distribution_by_old_contact;
