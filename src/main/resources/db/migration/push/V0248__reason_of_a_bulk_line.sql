-- Why a line was refused, as a word that the screens have a sentence for in each language; the detail is the refusal's own.
alter table bulk_line add column reason text;
