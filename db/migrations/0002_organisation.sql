create table agency (
  id uuid primary key,
  code text not null check (code ~ '^[A-Z0-9.]{3,35}$'),
  legacy_code text,
  name text not null check (name is nfc normalized),
  level text not null check (level in ('province', 'district', 'commune')),
  parent_id uuid references agency,
  is_one_stop boolean not null default false,
  address text not null default '',
  hotline text not null default '',
  valid_from date not null,
  valid_to date,
  constraint agency_validity check (valid_to is null or valid_from < valid_to)
);
comment on table agency is 'Agencies of the province in a tree; valid from valid_from until the day before valid_to (QĐ 20/2020/QĐ-TTg codes).';
create unique index agency_code_open on agency (code) where valid_to is null;
create index agency_parent on agency (parent_id);
select grant_app('agency', 'select, insert, update');

create table agency_successor (
  predecessor_id uuid not null references agency,
  successor_id uuid not null references agency,
  on_date date not null,
  basis text not null,
  primary key (predecessor_id, successor_id)
);
comment on table agency_successor is 'Which agency carries on the work of one that was closed, merged or split, by which decision.';
select grant_app('agency_successor', 'select, insert');

create table officer (
  id uuid primary key,
  name text not null check (name is nfc normalized),
  post text not null default '',
  phone text not null default '',
  email text not null default ''
);
comment on table officer is 'People who work in agencies; what they may do comes from appointments alone.';
select grant_app('officer', 'select, insert, update');

create table appointment (
  id uuid primary key,
  officer_id uuid not null references officer,
  agency_id uuid not null references agency,
  roles text[] not null check (
    cardinality(roles) > 0 and roles <@ array['receiver', 'handler', 'appraiser', 'leader', 'seal-clerk', 'control-officer', 'administrator', 'auditor']),
  valid_from date not null,
  valid_to date,
  basis text not null default '',
  constraint appointment_validity check (valid_to is null or valid_from < valid_to)
);
comment on table appointment is 'Which roles an officer holds in an agency, from valid_from until the day before valid_to.';
create index appointment_officer on appointment (officer_id);
create index appointment_agency on appointment (agency_id);
select grant_app('appointment', 'select, insert, update');

create table user_scope (
  officer_id uuid not null references officer,
  agency_id uuid not null references agency,
  primary key (officer_id, agency_id)
);
comment on table user_scope is 'Agencies whose dossiers an officer may see, made anew whenever the tree or an appointment changes.';
create index user_scope_agency on user_scope (agency_id);
select grant_app('user_scope', 'select, insert, delete');

-- Everyone sees the own agencies; control officers, auditors and administrators also all agencies below.
create function rebuild_user_scope() returns trigger
language plpgsql security definer as $$
begin
  delete from user_scope;
  insert into user_scope (officer_id, agency_id)
  with recursive seen as (
    select a.officer_id, a.agency_id,
      bool_or(a.roles && array['control-officer', 'auditor', 'administrator']) as with_below
    from appointment a
    where a.valid_from <= current_date and (a.valid_to is null or a.valid_to > current_date)
    group by a.officer_id, a.agency_id
    union
    select s.officer_id, g.id, true from seen s join agency g on g.parent_id = s.agency_id where s.with_below
  )
  select distinct s.officer_id, s.agency_id from seen s;
  return null;
end $$;
create trigger appointment_changed after insert or update or delete on appointment
  for each statement execute function rebuild_user_scope();
create trigger agency_changed after insert or update or delete on agency
  for each statement execute function rebuild_user_scope();
