-- The roles that the application works under. Neither owns a table, is a superuser or may bypass row-level security.
do $$
begin
    if not exists (select from pg_roles where rolname = 'counterfoil_app') then
        create role counterfoil_app nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'counterfoil_wallet') then
        create role counterfoil_wallet nologin;
    end if;
exception when duplicate_object or unique_violation then
    -- another database of this cluster is being migrated at the same moment: roles belong to the cluster
    null;
end $$;

do $$
begin
    execute format('grant counterfoil_app to %I', current_user);
    execute format('grant counterfoil_wallet to %I', current_user);
    execute format('grant usage on schema %I to counterfoil_app', current_schema());
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to counterfoil_app', current_schema());
end $$;

-- Says whose rows the transaction works on. An EXECUTEd SET LOCAL reaches the workers of a distributed PostgreSQL,
-- which set_config() and a session's SET don't.
create function app_set_organizer(code text) returns void language plpgsql as $$
begin
    execute format('set local app.organizer = %L', code);
end $$;

-- Row-level security as every organizer-owned table has it: unset organizer, no rows. Called by migrations only.
create procedure protect_organizer_table(name text) language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy organizer_only on %I using (organizer = current_setting(''app.organizer'', true)) '
        || 'with check (organizer = current_setting(''app.organizer'', true))', name);
end $$;
revoke all on procedure protect_organizer_table(text) from public;

-- Global: which organizers exist. Work over all organizers loops over this table.
create table organizer (
    code text primary key,
    name text not null,
    time_zone text not null default 'UTC',
    -- days that an orphaned contact is kept (contact rule 6)
    retention_days integer not null default 30 check (retention_days between 1 and 3650),
    created_at timestamptz not null
);

-- One row per organizer. Whoever writes an organizer's data locks it first, so writers of one organizer take turns
-- and the journal's numbers become visible in their order.
create table organizer_head (
    organizer text primary key,
    journal_seq bigint not null default 0,
    journal_hash bytea not null default '\x'
);
call protect_organizer_table('organizer_head');
