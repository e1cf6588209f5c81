-- Who is told by mail that a function of the interface starts to fail, and that it works again: addresses, one a line.
alter table interface add column notification_recipients text not null default '';
