-- The search box with an event chosen: its seats in their order. Only imports write it; what the wallet tells changes no ticket.
create index ticket_by_event_seat on ticket (organizer, event_id, seat collate "C") where event_id is not null and seat is not null;
