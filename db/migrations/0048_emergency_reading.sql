-- Emergency reading: an officer who needs a dossier beyond his scope gives its exact code and a reason, and reads that one
-- dossier for some hours. A grant is evidence: it is never changed, and what becomes of it are rows of their own.
create table emergency_grant (
  id uuid primary key,
  officer_id uuid not null,
  officer_name text not null,
  login text,
  agency_id uuid,
  dossier_id uuid not null,
  dossier_code text not null,
  reason text not null check (char_length(btrim(reason)) >= 20 and char_length(reason) <= 1000),
  at timestamptz not null,
  until timestamptz not null,
  made_at timestamptz not null default now(),
  request_id text,
  check (until > at and until <= at + interval '24 hours')
);
comment on table emergency_grant is 'Who may read which dossier beyond his scope, why and until when. Rows are only ever added; no foreign keys, as in access_log.';
comment on column emergency_grant.made_at is 'By the clock of the database, which the wall goes by: it is open from then for as long as lies between at and until.';
comment on column emergency_grant.agency_id is 'For which the officer asks.';
create index emergency_grant_officer on emergency_grant (officer_id, made_at);
create index emergency_grant_dossier on emergency_grant (dossier_id);

create table emergency_step (
  id bigint generated always as identity primary key,
  grant_id uuid not null references emergency_grant,
  kind text not null check (kind in ('ended', 'reviewed')),
  at timestamptz not null,
  officer_id uuid not null,
  officer_name text not null,
  note text not null default '' check (char_length(note) <= 1000),
  unique (grant_id, kind)
);
comment on table emergency_step is 'What became of a grant: ended before its time, looked into by the control office. Rows are only ever added.';

select grant_app('emergency_grant', 'select');
select grant_app('emergency_step', 'select, insert');
create trigger only_added before update or delete or truncate on emergency_grant execute function refuse_change();
create trigger only_added before update or delete or truncate on emergency_step execute function refuse_change();

-- A grant is seen by whom it was given to and wherever the dossier is in scope.
alter table emergency_grant enable row level security;
create policy seen on emergency_grant for select to motcua_app using (
  officer_id = (select reader_officer())
  or (select true from dossier_agency x where x.dossier_id = emergency_grant.dossier_id
    and x.agency_id = any(array(select s.agency_id from user_scope s where s.officer_id = (select reader_officer())))
    limit 1));
alter table emergency_step enable row level security;
create policy seen on emergency_step for select to motcua_app using (
  (select true from emergency_grant g where g.id = emergency_step.grant_id limit 1));
create policy added on emergency_step for insert to motcua_app with check (
  officer_id = (select reader_officer())
  and (select true from emergency_grant g where g.id = emergency_step.grant_id limit 1));
do $$
declare behind text;
begin
  foreach behind in array array['emergency_grant', 'emergency_step'] loop
    execute format('create policy work on %I to motcua_worker using (true)', behind);
    execute format('create policy audit on %I for select to motcua_auditor using (true)', behind);
  end loop;
end $$;

-- What the reader may read now beyond his scope, and under which grant; what has come into his scope is not among it.
create function reader_emergencies() returns table (dossier_id uuid, grant_id uuid)
language sql stable parallel safe security definer set search_path from current
begin atomic
  select g.dossier_id, g.id from emergency_grant g
  where g.officer_id = reader_officer()
    and g.made_at > now() - interval '24 hours' and g.made_at + (g.until - g.at) > now()
    and not exists (select from emergency_step e where e.grant_id = g.id and e.kind = 'ended')
    and not exists (
      select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = g.dossier_id and s.officer_id = reader_officer()
        and (s.valid_to is null or s.valid_to > current_date))
  order by g.made_at desc;
end;

-- Gives the reader a grant on the dossier of that very code; answers with nothing where there is none beyond his scope.
create function give_emergency_grant(wanted text, id uuid, agency uuid, reason text, at timestamptz, until timestamptz,
  request text) returns uuid
language sql security definer set search_path from current
begin atomic
  insert into emergency_grant (id, officer_id, officer_name, login, agency_id, dossier_id, dossier_code, reason, at, until,
    request_id)
  select $2, o.id, o.name, (select a.login from account a where a.kind = 'officer' and a.officer_id = o.id limit 1), $3,
    d.id, coalesce(d.code, d.submission_code), $4, $5, $6, $7
  from dossier d join officer o on o.id = reader_officer()
  where (d.code = $1 or d.submission_code = $1)
    and not exists (
      select from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where x.dossier_id = d.id and s.officer_id = reader_officer()
        and (s.valid_to is null or s.valid_to > current_date))
  limit 1
  returning dossier_id;
end;

-- The wall lets such a dossier be read, last of all questions and asked once a query; it lets nobody act on it.
do $$
declare
  scope text := 'array(select s.agency_id from user_scope s where s.officer_id = (select reader_officer()))';
  part text;
begin
  drop policy seen on dossier;
  execute format('create policy seen on dossier for select to motcua_app using (
    receiving_agency_id = any(%1$s)
    or resolving_agency_id = any(%1$s)
    or (submitted_by = (select reader_citizen())::text
      and (power_id is null or power_id = any((select reader_powers())::uuid[])))
    or applicant_identity = (select reader_identity())
    or code = (select reader_key())
    or submission_code = (select reader_key())
    or (select true from dossier_agency x where x.dossier_id = dossier.id and x.agency_id = any(%1$s) limit 1)
    or id = any(array(select e.dossier_id from reader_emergencies() e)))', scope);
  foreach part in array array['dossier_stay', 'dossier_consultation'] loop
    execute format('drop policy changed on %I', part);
    execute format('create policy changed on %1$I for update to motcua_app using (
      exists (select from dossier d where d.id = %1$I.dossier_id)
      and dossier_id <> all(array(select e.dossier_id from reader_emergencies() e)))', part);
  end loop;
end $$;
drop policy added on dossier_link;
create policy added on dossier_link for insert to motcua_app with check (
  exists (select from dossier d where d.id = dossier_link.dossier_id)
  and dossier_id <> all(array(select e.dossier_id from reader_emergencies() e)));

-- Every read under a grant names it.
alter table access_log add column grant_id uuid;
comment on column access_log.grant_id is 'The grant of an emergency reading under which it was read; null for what was in scope.';
alter table access_log drop constraint access_log_kind_check, add constraint access_log_kind_check check (
  kind in ('dossier', 'history', 'document', 'slip', 'evidence', 'register', 'search', 'look-up', 'emergency', 'reveal'));
create index access_log_grant on access_log (grant_id) where grant_id is not null;

alter table province_setting add column emergency_hours integer not null default 4
  check (emergency_hours >= 1 and emergency_hours <= 24);
comment on column province_setting.emergency_hours is 'For how many hours a dossier beyond one''s scope is opened in an emergency.';
