-- An index that holds every row also answers "all rows of this organizer", and while a table is small and its statistics
-- are old the planner takes it for that, page after page. These hold only rows with a contact or an event: a question
-- that names none cannot use them.
drop index ticket_by_event;
drop index ticket_ownership_by_contact;
drop index distribution_by_new_contact;
drop index distribution_by_old_contact;
-- screens: an event's tickets in ticket-id order; injection in ticket-id order
create index ticket_by_event on ticket (organizer, event_id, ticket_id) where event_id is not null;
-- screen: the tickets of a contact
create index ticket_ownership_by_contact on ticket_ownership (organizer, cultural_contact) where cultural_contact is not null;
-- screens: a contact's tickets, past and pending
create index distribution_by_new_contact on distribution (organizer, new_contact) where new_contact is not null;
create index distribution_by_old_contact on distribution (organizer, old_contact) where old_contact is not null;
