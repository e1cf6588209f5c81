-- How far the clocks where the event takes place are ahead of UTC, in seconds, as the organizer wrote its start; null: he did not
-- say, and a phone shows its own time.
alter table wallet.ticket add column starts_offset_s integer;
