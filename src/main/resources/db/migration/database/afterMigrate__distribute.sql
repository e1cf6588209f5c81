-- On Citus every organizer table is spread by organizer, one organizer whole on one shard; referenced tables go before those
-- that refer to them. On plain PostgreSQL this does nothing.
do $$
declare
    name text;
begin
    if not exists (select from pg_extension where extname = 'citus') then
        return;
    end if;
    loop
        execute $query$
            select c.relname
            from pg_class c
                join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'organizer' and not a.attisdropped
            where c.relkind in ('r', 'p')
                and not c.relispartition
                and not exists (select from pg_dist_partition d where d.logicalrelid = c.oid::regclass)
                and not exists (
                    select from pg_constraint f
                    where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid
                        and not exists (select from pg_dist_partition d where d.logicalrelid = f.confrelid::regclass))
            order by c.relname limit 1$query$ into name;
        exit when name is null;
        execute format('select create_distributed_table(%L, ''organizer'')', name);
    end loop;
    if not exists (
            select from pg_dist_partition d where d.logicalrelid = 'scheduled_tasks'::regclass) then
        execute 'select citus_add_local_table_to_metadata(''scheduled_tasks'')';
    end if;
end $$;
