-- Automatic mails that were sent, counted in spans of ten minutes; forgotten after two days.
create table answer_budget (
    organizer text not null,
    -- SENDER, CASE, PAIR, AGENT
    scope text not null,
    -- an address (EmailAddress.key()), a case's number, a mailbox and an address, a case's number and a login
    subject text not null,
    since timestamptz not null,
    sent integer not null,
    primary key (organizer, scope, subject, since)
);
call protect_organizer_table('answer_budget');

-- Budgets that were used up: nothing is sent until the row is gone, or it was quiet for a day.
create table answer_breaker (
    organizer text not null,
    scope text not null,
    subject text not null,
    opened_at timestamptz not null,
    -- when it stopped something the last time, and how often it did
    last_at timestamptz not null,
    stopped bigint not null,
    primary key (organizer, scope, subject)
);
call protect_organizer_table('answer_breaker');

-- How an organizer's help desk works; no row: as it comes.
create table desk_setting (
    organizer text primary key,
    -- days after which a solved case closes
    close_after_days integer not null check (close_after_days between 1 and 365),
    -- whether the requester is told that it closed
    closing_mail boolean not null,
    -- days after which a waiting case's requester is reminded; null: never
    remind_after_days integer check (remind_after_days between 1 and 365),
    -- lines such as 'MON-FRI 09:00-18:00'
    business_hours text not null,
    holidays date[] not null,
    changed_at timestamptz not null,
    changed_by text not null
);
call protect_organizer_table('desk_setting');

-- Working minutes until the first answer, and until a case is solved.
create table service_target (
    organizer text not null,
    -- LOW, NORMAL, HIGH, URGENT
    priority text not null,
    first_answer_minutes integer,
    solution_minutes integer,
    primary key (organizer, priority)
);
call protect_organizer_table('service_target');

-- Requesters of waiting cases who were reminded: once each time that the case waits.
create table case_reminder (
    organizer text not null,
    number bigint not null,
    reminded_at timestamptz not null,
    primary key (organizer, number),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_reminder');

-- Agents who are told of what happens in a case, besides its assignee.
create table case_watcher (
    organizer text not null,
    number bigint not null,
    login text not null,
    since timestamptz not null,
    primary key (organizer, number, login),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_watcher');

-- Texts that agents keep for what is asked again and again.
create table canned_answer (
    organizer text not null,
    answer_id uuid not null,
    language text not null,
    title text not null,
    body text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (organizer, answer_id)
);
call protect_organizer_table('canned_answer');
create unique index canned_answer_by_title on canned_answer (organizer, language, title);

-- What an agent has begun to write in a case.
create table case_draft (
    organizer text not null,
    number bigint not null,
    login text not null,
    -- REPLY, NOTE, SUPPLIER_NOTE
    kind text not null,
    -- addresses, separated by commas, as they were typed
    to_text text not null,
    cc_text text not null,
    bcc_text text not null,
    body text not null,
    saved_at timestamptz not null,
    primary key (organizer, number, login),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_draft');

-- Who has a case open now, and whether he writes. Old rows mean nothing, and are swept.
create table case_presence (
    organizer text not null,
    number bigint not null,
    login text not null,
    name text not null,
    writing boolean not null,
    seen_at timestamptz not null,
    primary key (organizer, number, login),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_presence');
