-- What is captured from mails into fields of cases.
create table capture_rule (
    organizer text not null,
    code text not null,
    -- name of the field that it fills
    field text not null,
    -- SUBJECT, TEXT, BOTH
    place text not null,
    -- the only mailbox whose mails it looks at; null: all
    mailbox text,
    -- MARKS: between first and second; PATTERN: first
    kind text not null,
    first text not null,
    second text not null,
    active boolean not null,
    updated_at timestamptz not null,
    primary key (organizer, code),
    foreign key (organizer, mailbox) references mailbox (organizer, code)
);
call protect_organizer_table('capture_rule');

-- What more is known of a case: one value for each field.
create table case_field (
    organizer text not null,
    number bigint not null,
    -- the name as it is compared, and as it is shown
    field_key text not null,
    field text not null,
    value text not null,
    -- the rule that found it and the mail where it did; null: an agent wrote it
    rule text,
    mail_id uuid,
    -- the agent that wrote it; null: it was found
    login text,
    at timestamptz not null,
    primary key (organizer, number, field_key),
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('case_field');
