-- The search box. Prefixes are looked for as ranges in byte order: under row-level security PostgreSQL uses an index only for
-- operators that leak nothing, which LIKE and trigrams are not.
create index ticket_by_id_prefix on ticket (organizer, ticket_id collate "C");
create index ticket_by_seat on ticket (organizer, seat collate "C") where seat is not null;
