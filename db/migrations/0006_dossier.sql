create table dossier (
  id uuid primary key,
  version integer not null,
  status text not null check (status in ('submitted', 'received', 'refused', 'processing', 'awaiting-supplement',
    'awaiting-payment', 'withdrawn', 'stopped', 'finished', 'returned')),
  code text unique,
  submission_code text not null unique,
  procedure_version_id uuid not null references procedure_version,
  process_version_id uuid not null references process_version,
  channel text not null check (channel in ('self-online', 'assisted-online', 'authorised-online', 'direct', 'postal')),
  applicant_name text not null check (applicant_name is nfc normalized),
  applicant_identity text not null,
  applicant_key text not null generated always as (vn_fold(applicant_name)) stored,
  submitted_by text not null,
  receiving_agency_id uuid not null references agency,
  resolving_agency_id uuid not null references agency,
  custody_agency_id uuid references agency,
  submitted_at timestamptz not null,
  received_at timestamptz,
  original_due_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  state jsonb not null,
  last_hash text not null,
  constraint dossier_code check ((code is null) = (received_at is null))
);
comment on table dossier is 'The folded state of each dossier; its events are the truth and state can be made from them again.';
create index dossier_open on dossier (resolving_agency_id, due_at) where status in ('submitted', 'received', 'processing', 'awaiting-supplement', 'awaiting-payment');
create index dossier_applicant on dossier (applicant_identity, submitted_at);
create index dossier_submitter on dossier (submitted_by, submitted_at);
create index dossier_name on dossier using gin (applicant_key public.gin_trgm_ops);
select grant_app('dossier', 'select, insert, update');

create table dossier_event (
  dossier_id uuid not null references dossier,
  version integer not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('officer', 'citizen', 'system')),
  actor_id text not null,
  actor_name text not null,
  agency_id uuid references agency,
  type text not null,
  due_before timestamptz,
  due_after timestamptz,
  fact jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (dossier_id, version)
);
comment on table dossier_event is 'What was done to a dossier, by whom, for which agency and when, each chained to the one before. Rows are only ever added.';
select grant_app('dossier_event', 'select, insert');

create table dossier_stay (
  dossier_id uuid not null references dossier,
  id integer not null,
  step_key text not null,
  agency_id uuid not null references agency,
  officer_id text,
  started_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  primary key (dossier_id, id)
);
comment on table dossier_stay is 'At which step and agency a dossier was, and is, with the end of the step''s own budget.';
create index dossier_stay_open on dossier_stay (agency_id, due_at) where ended_at is null;
select grant_app('dossier_stay', 'select, insert, update');

create table dossier_agency (
  dossier_id uuid not null references dossier,
  agency_id uuid not null references agency,
  primary key (dossier_id, agency_id)
);
comment on table dossier_agency is 'Every agency that has to do with a dossier: the scope filter of all lists, searches and counts.';
create index dossier_agency_agency on dossier_agency (agency_id, dossier_id);
select grant_app('dossier_agency', 'select, insert');

create table number_series (
  kind text not null,
  agency_id uuid not null references agency,
  period text not null,
  last integer not null,
  primary key (kind, agency_id, period)
);
comment on table number_series is 'Last number given per kind of number, agency and day or year; taken in the transaction that uses it, so no gap and no collision.';
select grant_app('number_series', 'select, insert, update');

create table slip (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  kind text not null,
  slip_set text not null,
  number integer not null,
  period text not null,
  agency_id uuid not null references agency,
  issued_at timestamptz not null,
  issued_by text not null,
  dossier_version integer not null,
  unique (agency_id, kind, period, number)
);
comment on table slip is 'Slips that were issued, numbered per agency, kind and year; what they say follows from the dossier at that version.';
create index slip_dossier on slip (dossier_id, issued_at);
select grant_app('slip', 'select, insert');

create table dossier_delta (
  id bigint generated always as identity primary key,
  agency_id uuid not null references agency,
  procedure_version_id uuid not null references procedure_version,
  day date not null,
  channel text not null,
  measure text not null,
  amount integer not null
);
comment on table dossier_delta is 'What each action adds to the statistics; a reading sums them. Rows are only ever added.';
create index dossier_delta_reading on dossier_delta (agency_id, day, measure);
select grant_app('dossier_delta', 'select, insert');

create table draft (
  id uuid primary key,
  account_id uuid references account,
  procedure_version_id uuid not null references procedure_version,
  answers jsonb not null,
  papers jsonb not null,
  place jsonb not null,
  created_at timestamptz not null,
  saved_at timestamptz not null
);
comment on table draft is 'What a person has begun and not yet sent; no dossier, so nobody else sees it.';
create index draft_account on draft (account_id, saved_at);
select grant_app('draft', 'select, insert, update, delete');
