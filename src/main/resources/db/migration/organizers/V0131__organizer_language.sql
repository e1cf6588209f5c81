-- The language that mails and pages of an organizer begin with, where nobody has chosen another: BCP 47, en or fr.
alter table organizer add column language text not null default 'en';
