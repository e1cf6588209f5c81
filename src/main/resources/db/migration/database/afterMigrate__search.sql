-- Lets the search for words use its indexes under row-level security: the comparison of a list of words with a question says nothing
-- about either but its answer. Where the owner may not say so, the search reads the organizer's rows one by one.
do $$
begin
    if not (select proleakproof from pg_proc where oid = 'ts_match_vq(tsvector,tsquery)'::regprocedure) then
        alter function ts_match_vq(tsvector, tsquery) leakproof;
    end if;
exception when insufficient_privilege then
    null;
end $$;
