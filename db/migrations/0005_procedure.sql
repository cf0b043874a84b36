create table procedure (
  id uuid primary key,
  code text not null unique,
  created_at timestamptz not null default now()
);
comment on table procedure is 'Administrative procedures by their national code, such as 1.001193; what they say is in their versions.';
select grant_app('procedure', 'select, insert');

create table procedure_version (
  id uuid primary key,
  procedure_id uuid not null references procedure,
  number integer not null,
  name text not null check (name is nfc normalized),
  field text not null,
  service_level text not null check (service_level in ('full', 'partial', 'information')),
  content jsonb not null,
  content_hash text not null,
  eform jsonb,
  valid_from date not null,
  valid_to date,
  search_key text not null generated always as (vn_fold(name)) stored,
  unique (procedure_id, number),
  constraint procedure_version_validity check (valid_to is null or valid_from < valid_to)
);
comment on table procedure_version is 'What a procedure asks and promises, from valid_from until the day before valid_to; running dossiers keep theirs.';
create unique index procedure_version_open on procedure_version (procedure_id) where valid_to is null;
create index procedure_version_search on procedure_version using gin (search_key public.gin_trgm_ops);
select grant_app('procedure_version', 'select, insert, update');

create table process_version (
  id uuid primary key,
  procedure_version_id uuid not null references procedure_version,
  number integer not null,
  decision_number text not null check (decision_number <> ''),
  decision_date date not null,
  published_at timestamptz not null,
  unique (procedure_version_id, number)
);
comment on table process_version is 'Internal processes, each published by a decision (TT 01/2018/TT-VPCP art. 8).';
select grant_app('process_version', 'select, insert');

create table process_step (
  process_version_id uuid not null references process_version,
  position integer not null,
  key text not null,
  name text not null check (name is nfc normalized),
  kind text not null check (kind in ('reception', 'assignment', 'appraisal', 'approval', 'signing', 'issuing', 'handing-out')),
  role text not null,
  unit text not null,
  hours numeric not null check (hours >= 0),
  next text[] not null,
  split text not null check (split in ('all', 'one')),
  join_rule text not null check (join_rule in ('all', 'any')),
  primary key (process_version_id, key)
);
comment on table process_step is 'Steps of a process with their time budget in working hours; unit is receiving, resolving or an agency code.';
select grant_app('process_step', 'select, insert');

create table search_synonym (
  folded text primary key,
  meaning text not null
);
comment on table search_synonym is 'What people call a thing (so do) and what the catalogue calls it, both folded.';
select grant_app('search_synonym', 'select, insert, update, delete');
