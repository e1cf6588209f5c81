-- Where each consent came from: who told what the person said, as the journal names him, and when we learnt of it. Both null
-- while no answer is on record; then the consent is not given.
alter table contact
    add column consent_institution_by text,
    add column consent_institution_at timestamptz,
    add column consent_third_party_by text,
    add column consent_third_party_at timestamptz;

-- A consent that is given was told when the contact was made or completed, whichever came last, which the journal knows. Of one
-- that is not given nobody wrote down whether somebody said no or nobody said anything: there it stays empty.
do $$
declare
    known record;
begin
    for known in select code from organizer loop
        perform set_config('app.organizer', known.code, true);
        update contact c set
            consent_institution_by = case when c.consent_institution then told.actor end,
            consent_institution_at = case when c.consent_institution then told.at end,
            consent_third_party_by = case when c.consent_third_party then told.actor end,
            consent_third_party_at = case when c.consent_third_party then told.at end
        from (
            select distinct on (entity_id) entity_id, actor, at from journal
            where organizer = known.code and entity = 'contact' and action in ('created', 'completed')
            order by entity_id, seq desc
        ) told
        where c.organizer = known.code and (c.consent_institution or c.consent_third_party)
            and told.entity_id = c.contact_id::text;
    end loop;
    perform set_config('app.organizer', '', true);
end $$;
