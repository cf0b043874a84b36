-- What lists are filtered and paged by stands beside the scope, so that a page is read from one index per agency however
-- many dossiers there are. The moment and the version never change; the status is kept in step here, whoever changes it.
alter table dossier_agency
  add column status text,
  add column procedure_version_id uuid,
  add column submitted_at timestamptz;
update dossier_agency x set status = d.status, procedure_version_id = d.procedure_version_id, submitted_at = d.submitted_at
from dossier d where d.id = x.dossier_id;
alter table dossier_agency
  alter column status set not null,
  alter column procedure_version_id set not null,
  alter column submitted_at set not null;
comment on column dossier_agency.status is 'As in dossier, for lists.';
comment on column dossier_agency.procedure_version_id is 'As in dossier, for lists.';
comment on column dossier_agency.submitted_at is 'As in dossier, for lists.';
create index dossier_agency_newest on dossier_agency (agency_id, submitted_at desc, dossier_id desc);
create index dossier_agency_status on dossier_agency (agency_id, status, submitted_at desc, dossier_id desc);
create index dossier_agency_procedure on dossier_agency (agency_id, procedure_version_id, submitted_at desc, dossier_id desc)
  include (status);
-- The other index by agency begins alike.
drop index dossier_agency_agency;

-- A filing gives them itself, because its dossier is made in the same statement.
create function dossier_agency_as_dossier() returns trigger
language plpgsql security definer as $$
begin
  select d.status, d.procedure_version_id, d.submitted_at
  into new.status, new.procedure_version_id, new.submitted_at
  from dossier d where d.id = new.dossier_id;
  return new;
end $$;
create trigger dossier_agency_filled before insert on dossier_agency
for each row when (new.status is null) execute function dossier_agency_as_dossier();

create function dossier_status_changed() returns trigger
language plpgsql security definer as $$
begin
  update dossier_agency x set status = new.status where x.dossier_id = new.id;
  return null;
end $$;
create trigger dossier_status_changed after update of status on dossier
for each row when (old.status is distinct from new.status) execute function dossier_status_changed();

do $$
declare name regprocedure;
begin
  foreach name in array array['dossier_agency_as_dossier()', 'dossier_status_changed()']::regprocedure[] loop
    execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
  end loop;
end $$;

-- What waits at a counter: for reception, for the applicant, or to have its papers given back.
create index dossier_at_counter on dossier (receiving_agency_id)
where status in ('submitted', 'awaiting-supplement', 'awaiting-payment');
create index dossier_papers_at_counter on dossier (receiving_agency_id)
where status in ('withdrawn', 'stopped') and custody_agency_id is not null;
-- An officer's own open steps.
create index dossier_stay_officer on dossier_stay (officer_id) where ended_at is null and officer_id is not null;
-- A search looks through the newest without reading the dossiers themselves.
create index dossier_newest on dossier (submitted_at desc, id desc) include (applicant_key, code);
drop index dossier_received;
-- People know the end of a code: the day and the number.
create index dossier_code_end on dossier (reverse(code) text_pattern_ops) where code is not null;
