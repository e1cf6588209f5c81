-- Global: db-scheduler's table (version 16, PostgreSQL). Its names are the library's.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
-- which tasks are due
create index scheduled_tasks_due on scheduled_tasks (priority desc, execution_time);
-- which tasks' nodes have died
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Global: one row, which ties this database to the key that its secrets are encrypted with.
create table installation (
    only_row boolean primary key default true check (only_row),
    -- a fingerprint of the key, from which nobody gets the key
    key_check bytea not null,
    created_at timestamptz not null
);
