-- The second wall: who asks is told to the database with each connection, and it shows nothing else of dossiers and
-- persons, whatever a query forgot. Jobs work as motcua_worker and inspectors read as motcua_auditor, both past the wall.

create function reader_officer() returns uuid language sql stable parallel safe
return nullif(current_setting('motcua.officer', true), '')::uuid;
create function reader_citizen() returns uuid language sql stable parallel safe
return nullif(current_setting('motcua.citizen', true), '')::uuid;
create function reader_identity() returns text language sql stable parallel safe
return nullif(current_setting('motcua.identity', true), '');
-- What somebody shows who is not signed in: a dossier's code, a login name, the hash of a session's or browser's secret.
create function reader_key() returns text language sql stable parallel safe
return nullif(current_setting('motcua.key', true), '');
create function reader_brought() returns text language sql stable parallel safe
return nullif(current_setting('motcua.brought', true), '');
-- Under which name the reader's own documents are kept.
create function reader_self() returns text language sql stable parallel safe
return coalesce(nullif(current_setting('motcua.officer', true), ''), nullif(current_setting('motcua.citizen', true), ''),
  nullif(current_setting('motcua.key', true), ''));

alter table dossier enable row level security;
do $$
declare
  -- Each function stands in a sub-select of its own: so it is asked once a query, not once a row.
  seen text := '
    submitted_by = (select reader_citizen())::text
    or applicant_identity = (select reader_identity())
    or code = (select reader_key())
    or submission_code = (select reader_key())
    or exists (
      -- Probed for each dossier: as a join the database would begin with all that the scope holds.
      select from dossier_agency x
      where x.dossier_id = dossier.id and x.agency_id = any(array(
        select s.agency_id from user_scope s where s.officer_id = (select reader_officer()))))';
begin
  execute format('create policy seen on dossier for select to motcua_app using (%s)', seen);
  execute format('create policy changed on dossier for update to motcua_app using (%s)', seen);
end $$;
create policy filed on dossier for insert to motcua_app with check (
  submitted_by = coalesce((select reader_officer()), (select reader_citizen()))::text);

-- Its rows are seen and changed with the dossier. What is only ever added is guarded by the dossier's lock and chain.
do $$
declare part text;
begin
  foreach part in array array['dossier_event', 'dossier_stay', 'dossier_consultation', 'dossier_document', 'slip'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy seen on %1$I for select to motcua_app using (
      exists (select from dossier d where d.id = %1$I.dossier_id))', part);
    execute format('create policy added on %I for insert to motcua_app with check (true)', part);
  end loop;
  foreach part in array array['dossier_stay', 'dossier_consultation'] loop
    execute format('create policy changed on %1$I for update to motcua_app using (
      exists (select from dossier d where d.id = %1$I.dossier_id))', part);
  end loop;
end $$;

alter table dossier_link enable row level security;
create policy seen on dossier_link for select to motcua_app using (
  exists (select from dossier d where d.id in (dossier_link.dossier_id, dossier_link.other_id)));
create policy added on dossier_link for insert to motcua_app with check (
  exists (select from dossier d where d.id = dossier_link.dossier_id));

alter table document enable row level security;
create policy seen on document for select to motcua_app using (
  uploaded_by = (select reader_self())
  or uploaded_by = (select reader_brought())
  -- Files that came with a draft before its browser signed in.
  or exists (select from draft d where 'nhap-' || d.id = document.uploaded_by)
  or exists (select from dossier_document l where l.document_id = document.id)
  or exists (select from document_source s join dossier_document l on l.document_id = s.document_id
    where s.source_id = document.id)
  or exists (select from document_source s join dossier_document l on l.document_id = s.source_id
    where s.document_id = document.id)
);
create policy added on document for insert to motcua_app with check (uploaded_by = (select reader_self()));

alter table draft enable row level security;
create policy own on draft to motcua_app using (
  account_id = (select reader_citizen()) or token_hash = (select reader_key()));

alter table account enable row level security;
do $$
declare
  seen text := '
    kind = ''officer''
    or id = (select reader_citizen())
    or identity_number = (select reader_identity())
    or login = (select reader_key())
    or exists (select from session s where s.account_id = account.id and s.token_hash = (select reader_key()))';
begin
  execute format('create policy seen on account for select to motcua_app using (%s)', seen);
  execute format('create policy changed on account for update to motcua_app using (%s)', seen);
end $$;
create policy added on account for insert to motcua_app with check (true);

-- Past the wall, with no more rights than the application has.
do $$
declare behind text;
begin
  foreach behind in array array['dossier', 'dossier_event', 'dossier_stay', 'dossier_consultation', 'dossier_document',
    'slip', 'dossier_link', 'document', 'draft', 'account'] loop
    execute format('create policy work on %I to motcua_worker using (true)', behind);
    execute format('create policy audit on %I for select to motcua_auditor using (true)', behind);
  end loop;
end $$;

-- Partners' messages are delivered by jobs alone.
revoke select, update on outbox from motcua_app;
grant select, update on outbox to motcua_worker;

-- What may be asked about what is not seen: each answer says no more than its name.
create function procedure_version_of_dossier(dossier uuid) returns uuid
language sql stable security definer set search_path from current
begin atomic select d.procedure_version_id from dossier d where d.id = $1; end;
create function procedure_version_of_draft(draft uuid) returns uuid
language sql stable security definer set search_path from current
begin atomic select d.procedure_version_id from draft d where d.id = $1; end;
create function login_taken(name text) returns boolean
language sql stable security definer set search_path from current
begin atomic select exists (select from account a where a.login = $1); end;
-- Finished but not handed out is still work of the counter.
create function open_dossiers_of(agency uuid) returns bigint
language sql stable security definer set search_path from current
begin atomic
  select count(*) from (
    select d.id from dossier d
    where d.resolving_agency_id = $1
      and d.status in ('submitted', 'received', 'processing', 'awaiting-supplement', 'awaiting-payment')
    union
    select d.id from dossier d
    where d.receiving_agency_id = $1 and d.status not in ('refused', 'withdrawn', 'stopped', 'returned')
    union
    select s.dossier_id from dossier_stay s join dossier d on d.id = s.dossier_id
    where s.agency_id = $1 and s.ended_at is null and d.status not in ('refused', 'withdrawn', 'stopped', 'returned')
  ) as open;
end;

-- Dossiers that look like one: of the same person and procedure in 180 days, or with a file of the same bytes. What was
-- refused, withdrawn or stopped is no duplicate. Of those beyond the reader's scope nothing is told but how they are alike.
create function dossiers_alike(person text, procedure uuid, digests text[], beside uuid, at timestamptz)
returns table (id uuid, code text, status text, procedure_name text, submitted_at timestamptz, same_person boolean,
  same_file boolean, in_scope boolean)
language sql stable security definer set search_path from current
begin atomic
  with of_person as (
    select d.id from dossier d join procedure_version v on v.id = d.procedure_version_id
    where d.applicant_identity = $1 and d.submitted_at >= $5 - interval '180 days' and v.procedure_id = $2
  ), of_file as (
    select l.dossier_id as id from document f join dossier_document l on l.document_id = f.id
    where f.sha256 = any($3)
    union
    select l.dossier_id from document f join document_source s on s.source_id = f.id
      join dossier_document l on l.document_id = s.document_id
    where f.sha256 = any($3)
  ), found as (
    select d.*, v.name as procedure_name, d.id in (select p.id from of_person p) as same_person,
      d.id in (select f.id from of_file f) as same_file,
      exists (select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
        where x.dossier_id = d.id and s.officer_id = (select reader_officer())) as in_scope
    from dossier d join procedure_version v on v.id = d.procedure_version_id
    where d.id in (select p.id from of_person p union select f.id from of_file f)
      and d.status not in ('refused', 'withdrawn', 'stopped') and d.id is distinct from $4
    order by d.submitted_at desc, d.id limit 100
  )
  select case when f.in_scope then f.id end, case when f.in_scope then coalesce(f.code, f.submission_code) end,
    case when f.in_scope then f.status end, case when f.in_scope then f.procedure_name end,
    case when f.in_scope then f.submitted_at end, f.same_person, f.same_file, f.in_scope
  from found f order by f.submitted_at desc, f.id;
end;

-- Inspectors read everything but what opens an account or a session.
do $$
declare readable text;
begin
  for readable in
    select c.oid::regclass::text from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and c.relname not in ('session', 'known_browser', 'sign_in_tally', 'idempotency_key', 'account')
  loop
    execute format('grant select on %s to motcua_auditor', readable);
  end loop;
  execute format('alter default privileges in schema %I grant select on tables to motcua_auditor', current_schema());
end $$;
grant select (id, kind, login, officer_id, name, identity_number, birth_date, phone, email, address, blocked_at)
  on account to motcua_auditor;
