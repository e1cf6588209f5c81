-- screen: quarantine of one reason, and how many are open of each
create index held_entry_by_reason on held_entry (organizer, kind, state, reason, held_id);
