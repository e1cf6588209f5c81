-- Many tickets distributed or taken back at once: what was asked for, and how far it is. Kept for a week.
create table bulk_job (
    organizer text not null,
    job_id uuid not null,
    -- DISTRIBUTE, TAKE_BACK
    action text not null,
    reason text not null,
    cancel_open boolean not null,
    -- PREVIEW, RUNNING, DONE
    state text not null,
    created_by text not null,
    created_at timestamptz not null,
    -- last sign of life of whoever works on it
    beat_at timestamptz,
    primary key (organizer, job_id)
);
call protect_organizer_table('bulk_job');

-- Address and names are taken away with the outcome.
create table bulk_line (
    organizer text not null,
    job_id uuid not null,
    line_no integer not null,
    ticket_id text not null,
    email text,
    first_name text,
    last_name text,
    -- WAITING; DOING while somebody is at it; DONE, ASKED (the wallet has not answered), REFUSED; UNCLEAR: whoever was at it died
    state text not null,
    detail text,
    primary key (organizer, job_id, line_no),
    foreign key (organizer, job_id) references bulk_job (organizer, job_id) on delete cascade
);
call protect_organizer_table('bulk_line');
create index bulk_line_waiting on bulk_line (organizer, job_id, line_no) where state in ('WAITING', 'DOING');
