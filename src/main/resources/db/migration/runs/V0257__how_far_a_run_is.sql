-- How far a run is, as far as anybody can tell while it goes on. Of a diff nobody knows the length, but when its changes happened:
-- the first that the run was told, and the last. Of a push, how many tickets were due when it began.
alter table run
    add column first_change_at timestamptz,
    add column last_change_at timestamptz,
    add column expected integer;
