-- One officer does the work of another for some days: in the place of somebody who is away, or by delegation. What holds
-- is reckoned by the day whenever it is asked for, so that it begins and ends without anybody touching it.
create table delegation (
  id uuid primary key,
  kind text not null check (kind in ('substitution', 'delegation')),
  agency_id uuid not null references agency,
  principal_id uuid not null references officer,
  substitute_id uuid not null references officer,
  roles text[] not null check (
    cardinality(roles) > 0 and roles <@ array['receiver', 'handler', 'appraiser', 'leader', 'seal-clerk', 'control-officer']),
  valid_from date not null,
  valid_to date not null,
  basis text not null check (basis <> '' and basis is nfc normalized),
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text check (end_reason is nfc normalized),
  constraint delegation_validity check (valid_from < valid_to),
  constraint delegation_to_another check (principal_id <> substitute_id),
  constraint delegation_end check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
comment on table delegation is 'Which officer does which work of another in an agency, from valid_from until the day before valid_to or until it was ended. Rows stay for ever; only the end of one is added.';
create index delegation_substitute on delegation (substitute_id) where ended_at is null;
create index delegation_principal on delegation (principal_id) where ended_at is null;
create index delegation_agency on delegation (agency_id, valid_to);
select grant_app('delegation', 'select, insert');
grant update (ended_at, ended_by, end_reason) on delegation to motcua_app, motcua_worker;

-- What holds on a day: the named work, as far as it is still the absent officer's own, for one who still belongs to the
-- agency; and the day on which that ends.
create function delegations_on(on_date date)
returns table (id uuid, substitute_id uuid, principal_id uuid, agency_id uuid, roles text[], valid_to date)
language sql stable
begin atomic
  select g.id, g.substitute_id, g.principal_id, g.agency_id,
    array(select r.role from unnest(g.roles) as r(role) where r.role = any(a.roles)),
    least(g.valid_to, a.valid_to, b.valid_to)
  from delegation g
    join appointment a on a.officer_id = g.principal_id and a.agency_id = g.agency_id
      and a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1) and a.roles && g.roles
    join appointment b on b.officer_id = g.substitute_id and b.agency_id = g.agency_id
      and b.valid_from <= $1 and (b.valid_to is null or b.valid_to > $1)
  where g.ended_at is null and g.valid_from <= $1 and g.valid_to > $1;
end;

-- The scope knows the day on which it ends: whoever asks later is shown nothing by it, whether a job ran or not.
alter table user_scope add column valid_to date;
comment on table user_scope is 'Agencies whose dossiers an officer may see, until the day before valid_to; made anew whenever the tree, an appointment or a delegation changes.';
alter table user_scope enable row level security;
create policy today on user_scope for select to motcua_app, motcua_worker using (valid_to is null or valid_to > current_date);
create policy audit on user_scope for select to motcua_auditor using (true);

create or replace function refresh_user_scope_of(people uuid[], on_date date) returns void
language plpgsql security definer as $$
begin
  -- Two changes at once would each overlook what the other has not committed yet.
  perform pg_advisory_xact_lock(hashtext('user_scope'));
  with recursive seen as (
    select p.officer_id, p.agency_id, p.roles && array['control-officer', 'auditor', 'administrator'] as with_below,
      coalesce(p.valid_to, 'infinity') as until
    from appointment p
    where p.officer_id = any(people) and p.valid_from <= on_date and (p.valid_to is null or p.valid_to > on_date)
    union
    select g.substitute_id, g.agency_id, 'control-officer' = any(g.roles), g.valid_to
    from delegations_on(on_date) g where g.substitute_id = any(people)
    union
    select s.officer_id, g.id, true, s.until from seen s join agency g on g.parent_id = s.agency_id where s.with_below
  ), fresh as (
    select s.officer_id, s.agency_id, nullif(max(s.until), 'infinity') as valid_to
    from seen s group by s.officer_id, s.agency_id
  ), gone as (
    delete from user_scope u where u.officer_id = any(people)
      and not exists (select from fresh f where f.officer_id = u.officer_id and f.agency_id = u.agency_id)
  )
  insert into user_scope as u (officer_id, agency_id, valid_to)
  select f.officer_id, f.agency_id, f.valid_to from fresh f
  on conflict (officer_id, agency_id) do update set valid_to = excluded.valid_to
    where u.valid_to is distinct from excluded.valid_to;
end $$;

-- A changed appointment concerns those as well who do that officer's work.
create or replace function appointment_changed() returns trigger
language plpgsql security definer as $$
begin
  perform refresh_user_scope_of(array(
    select c.officer_id from changed c
    union
    select g.substitute_id from changed c join delegation g on g.principal_id = c.officer_id where g.ended_at is null
  ), current_date);
  return null;
end $$;

create or replace function agency_moved() returns trigger
language plpgsql security definer as $$
begin
  if tg_op = 'UPDATE' and new.parent_id is not distinct from old.parent_id then
    return null;
  end if;
  perform refresh_user_scope_of(array(
    with recursive above as (
      select p.id from unnest(array[new.parent_id, case when tg_op = 'UPDATE' then old.parent_id end]) as p(id) where p.id is not null
      union
      select g.parent_id from above a join agency g on g.id = a.id where g.parent_id is not null
    )
    select p.officer_id from appointment p join above a on a.id = p.agency_id
    where p.roles && array['control-officer', 'auditor', 'administrator']
    union
    select d.substitute_id from delegation d join above a on a.id = d.agency_id where d.ended_at is null
  ), current_date);
  return null;
end $$;

create function delegation_changed() returns trigger
language plpgsql security definer as $$
begin
  perform refresh_user_scope_of(array(select distinct c.substitute_id from changed c), current_date);
  return null;
end $$;
create trigger delegation_added after insert on delegation
  referencing new table as changed for each statement execute function delegation_changed();
create trigger delegation_ended after update on delegation
  referencing new table as changed for each statement execute function delegation_changed();
create trigger only_added before delete or truncate on delegation execute function refuse_change();

-- Functions with the owner's rights must find the province's own tables and nobody's temporary ones.
do $$
declare
  name text;
begin
  foreach name in array array['refresh_user_scope_of(uuid[], date)', 'appointment_changed()', 'agency_moved()', 'delegation_changed()'] loop
    execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
  end loop;
end $$;

select refresh_user_scope();

-- As before, but that a scope which has ended shows nothing: with the owner's rights the policy does not ask.
create or replace function dossiers_alike(person text, procedure uuid, digests text[], beside uuid, at timestamptz)
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
        where x.dossier_id = d.id and s.officer_id = (select reader_officer())
          and (s.valid_to is null or s.valid_to > current_date)) as in_scope
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
