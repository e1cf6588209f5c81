-- Open transfers are listed by when they began, which is when they were recorded where the wallet does not say: a page then costs what
-- it shows, however many are open. It takes the place of an index that could not be read in that order.
create index distribution_open_begun on distribution (organizer, coalesce(initiated_at, recorded_at), distribution_id)
    where status = 'PENDING';
drop index distribution_open;
