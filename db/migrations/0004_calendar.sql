create table calendar_year (
  year integer primary key check (year >= 1900 and year < 10000),
  basis text not null check (basis <> ''),
  confirmed_by text not null,
  confirmed_at timestamptz not null
);
comment on table calendar_year is 'Years whose days an administrator has confirmed from the official notice; other years are never guessed.';
select grant_app('calendar_year', 'select, insert, update');

create table calendar_day (
  id bigint generated always as identity primary key,
  agency_id uuid references agency,
  date date not null,
  kind text not null check (kind in ('off', 'makeup', 'hours')),
  name text not null,
  intervals jsonb,
  basis text not null check (basis <> ''),
  constraint calendar_day_once unique nulls not distinct (agency_id, date),
  constraint calendar_day_hours check ((kind = 'hours') = (intervals is not null))
);
comment on table calendar_day is 'Holidays, make-up days and days of own hours, each with the document that set it; no agency means the whole province.';
select grant_app('calendar_day', 'select, insert, update, delete');

create table office_hours (
  id bigint generated always as identity primary key,
  agency_id uuid references agency,
  weekday smallint not null check (weekday in (1, 2, 3, 4, 5, 6, 7)),
  intervals jsonb not null check (jsonb_typeof(intervals) = 'array'),
  valid_from date not null,
  valid_to date,
  basis text not null check (basis <> ''),
  constraint office_hours_once unique nulls not distinct (agency_id, weekday, valid_from),
  constraint office_hours_validity check (valid_to is null or valid_from < valid_to)
);
comment on table office_hours is 'Opening hours by ISO weekday from valid_from until the day before valid_to; an agency''s own weekday replaces the inherited one.';
select grant_app('office_hours', 'select, insert, update');

create table calendar_amendment (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  officer_id text not null,
  agency_id uuid references agency,
  basis text not null,
  change jsonb not null
);
comment on table calendar_amendment is 'Who changed which calendar, when and on what basis. Rows are only ever added.';
select grant_app('calendar_amendment', 'select, insert');

-- A random mark instead of a number: a mark of a change that was rolled back never comes again.
create table calendar_version (
  single boolean primary key default true check (single),
  mark uuid not null default gen_random_uuid()
);
comment on table calendar_version is 'One row whose mark changes with every change of a calendar, so that processes know when to read anew.';
insert into calendar_version default values;
select grant_app('calendar_version', 'select, update');

create function renew_calendar_version() returns trigger
language plpgsql as $$
begin
  update calendar_version set mark = gen_random_uuid();
  return null;
end $$;

create trigger calendar_year_changed after insert or update or delete on calendar_year
  for each statement execute function renew_calendar_version();
create trigger calendar_day_changed after insert or update or delete on calendar_day
  for each statement execute function renew_calendar_version();
create trigger office_hours_changed after insert or update or delete on office_hours
  for each statement execute function renew_calendar_version();
