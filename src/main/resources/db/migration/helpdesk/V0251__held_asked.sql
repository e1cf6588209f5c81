-- When the sender of a held mail was asked who he is; null: never.
alter table held_mail add column asked_at timestamptz;
