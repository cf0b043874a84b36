alter table agency add column counter_kind text;
update agency set counter_kind = case level when 'province' then 'centre' else 'section' end where is_one_stop;
alter table agency add constraint agency_counter check (counter_kind is null or (is_one_stop and counter_kind in ('centre', 'section')));
alter table agency add constraint agency_code_form check (code ~ '^[A-Y][0-9]{2}(\.[A-Z0-9]+)*$');
alter table agency add constraint agency_legacy_form check (legacy_code ~ '^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}$');
alter table agency add constraint agency_not_own_parent check (parent_id <> id);
create index agency_code on agency (code, valid_from);

create table agency_former (
  agency_id uuid not null references agency,
  valid_to date not null,
  name text not null check (name is nfc normalized),
  parent_id uuid references agency,
  address text not null,
  hotline text not null,
  primary key (agency_id, valid_to)
);
comment on table agency_former is 'What an agency was called and where it stood until the day before valid_to; later facts are in agency. Rows are only ever added.';
select grant_app('agency_former', 'select, insert');

create table organisation_change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('officer', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  agency_id uuid references agency,
  officer_id uuid references officer,
  before jsonb,
  after jsonb,
  basis text not null default ''
);
comment on table organisation_change is 'Who changed which agency, officer, appointment, account or setting, from what to what, when and on what basis. Rows are only ever added.';
create index organisation_change_agency on organisation_change (agency_id, id desc);
create index organisation_change_officer on organisation_change (officer_id, id desc);
select grant_app('organisation_change', 'select, insert');

create table province_setting (
  single boolean primary key default true check (single),
  place_name text not null check (place_name is nfc normalized),
  hotline text not null
);
comment on table province_setting is 'What the province is called on its papers and which number people ring; without a row it follows from the topmost agency.';
select grant_app('province_setting', 'select, insert, update');

create index dossier_receiving_open on dossier (receiving_agency_id) where status not in ('refused', 'withdrawn', 'stopped', 'returned');

-- To reckon everybody anew at each change made every import quadratic: only the people whom a change concerns are reckoned anew.
drop trigger appointment_changed on appointment;
drop trigger agency_changed on agency;
drop function rebuild_user_scope();
revoke insert, delete on user_scope from motcua_app;

create function refresh_user_scope_of(people uuid[], on_date date) returns void
language plpgsql security definer as $$
begin
  -- Two changes at once would each overlook what the other has not committed yet.
  perform pg_advisory_xact_lock(hashtext('user_scope'));
  with recursive seen as (
    select p.officer_id, p.agency_id, p.roles && array['control-officer', 'auditor', 'administrator'] as with_below
    from appointment p
    where p.officer_id = any(people) and p.valid_from <= on_date and (p.valid_to is null or p.valid_to > on_date)
    union
    select s.officer_id, g.id, true from seen s join agency g on g.parent_id = s.agency_id where s.with_below
  ), fresh as (
    select distinct s.officer_id, s.agency_id from seen s
  ), gone as (
    delete from user_scope u where u.officer_id = any(people)
      and not exists (select from fresh f where f.officer_id = u.officer_id and f.agency_id = u.agency_id)
  )
  insert into user_scope (officer_id, agency_id) select f.officer_id, f.agency_id from fresh f on conflict do nothing;
end $$;

-- For the day that begins: appointments start and end by date without anybody touching them.
create function refresh_user_scope(on_date date default current_date) returns void
language sql security definer as $$
  select refresh_user_scope_of(coalesce(array_agg(o.id), '{}'), on_date) from officer o;
$$;

create function appointment_changed() returns trigger
language plpgsql security definer as $$
begin
  perform refresh_user_scope_of(array(select distinct c.officer_id from changed c), current_date);
  return null;
end $$;
create trigger appointment_added after insert on appointment
  referencing new table as changed for each statement execute function appointment_changed();
create trigger appointment_altered after update on appointment
  referencing new table as changed for each statement execute function appointment_changed();
create trigger appointment_removed after delete on appointment
  referencing old table as changed for each statement execute function appointment_changed();

-- A new or moved agency concerns those alone who oversee something above it.
create function agency_moved() returns trigger
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
    select distinct p.officer_id from appointment p join above a on a.id = p.agency_id
    where p.roles && array['control-officer', 'auditor', 'administrator']
  ), current_date);
  return null;
end $$;
create trigger agency_added after insert on agency for each row execute function agency_moved();
create trigger agency_moved after update of parent_id on agency for each row execute function agency_moved();

-- Functions with the owner's rights must find the province's own tables and nobody's temporary ones.
do $$
declare
  name text;
begin
  foreach name in array array['refresh_user_scope_of(uuid[], date)', 'refresh_user_scope(date)', 'appointment_changed()', 'agency_moved()'] loop
    execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
  end loop;
end $$;
