-- Home and events: transfers of the last hours. Lines are appended about in the order in which they are recorded, so a summary
-- of each range of blocks is enough, and costs a run next to nothing.
create index distribution_by_recorded on distribution using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);
