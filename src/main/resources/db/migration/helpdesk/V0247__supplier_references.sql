-- How a supplier writes his own references in his subjects.
create table supplier_mark (
    organizer text not null,
    supplier text not null,
    -- MARKS: between first and second; PATTERN: first
    kind text not null,
    first text not null,
    second text not null,
    primary key (organizer, supplier),
    foreign key (organizer, supplier) references supplier (organizer, code) on delete cascade
);
call protect_organizer_table('supplier_mark');

-- Which case a supplier's reference is known for.
create table supplier_reference (
    organizer text not null,
    supplier text not null,
    -- as it is compared
    reference_key text not null,
    number bigint not null,
    at timestamptz not null,
    primary key (organizer, supplier, reference_key),
    foreign key (organizer, supplier) references supplier (organizer, code) on delete cascade,
    foreign key (organizer, number) references support_case (organizer, number)
);
call protect_organizer_table('supplier_reference');
