-- A mailbox that is used no more: nothing arrives, nobody chooses it, and what it had stays. Null: it is in use.
alter table mailbox add column retired_at timestamptz;
-- JSON: after how many hours without a mail somebody is told, and who. Null: nobody
alter table mailbox add column silence text;
-- since when there is an alarm that no mail arrives; null: there is none
alter table mailbox add column silent_since timestamptz;
