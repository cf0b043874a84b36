-- Generated from the migrations by npm run types. Do not edit.

create table access_link (
  number integer not null,
  ids int8multirange not null,
  leaves bytea not null,
  previous_hash text not null,
  hash text not null,
  made_at timestamp with time zone not null
);

create table access_log (
  id bigint generated always as identity not null,
  at timestamp with time zone default now() not null,
  actor_kind text not null,
  actor_id text not null,
  object_kind text not null,
  object_id text not null,
  purpose text not null,
  kind text,
  dossier_id uuid,
  actor_name text,
  login text,
  agency_id uuid,
  request_id text,
  grant_id uuid
);

create table account (
  id uuid not null,
  kind text not null,
  login text not null,
  password_hash text,
  officer_id uuid,
  name text not null,
  identity_number text,
  birth_date date,
  phone text default ''::text not null,
  email text default ''::text not null,
  address text default ''::text not null,
  activation_hash text,
  activation_expires_at timestamp with time zone,
  blocked_at timestamp with time zone
);

create table agency (
  id uuid not null,
  code text not null,
  legacy_code text,
  name text not null,
  level text not null,
  parent_id uuid,
  is_one_stop boolean default false not null,
  address text default ''::text not null,
  hotline text default ''::text not null,
  valid_from date not null,
  valid_to date,
  counter_kind text
);

create table agency_former (
  agency_id uuid not null,
  valid_to date not null,
  name text not null,
  parent_id uuid,
  address text not null,
  hotline text not null
);

create table agency_successor (
  predecessor_id uuid not null,
  successor_id uuid not null,
  on_date date not null,
  basis text not null
);

create table appointment (
  id uuid not null,
  officer_id uuid not null,
  agency_id uuid not null,
  roles text[] not null,
  valid_from date not null,
  valid_to date,
  basis text default ''::text not null
);

create table arriving_file (
  sha256 text not null,
  arrival uuid not null,
  since timestamp with time zone not null
);

create table calendar_amendment (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  officer_id text not null,
  agency_id uuid,
  basis text not null,
  change jsonb not null,
  officer_name text default ''::text not null,
  applies_later boolean default false not null
);

create table calendar_day (
  id bigint generated always as identity not null,
  agency_id uuid,
  date date not null,
  kind text not null,
  name text not null,
  intervals jsonb,
  basis text not null
);

create table calendar_recompute (
  id uuid not null,
  amendment_id bigint not null,
  agency_id uuid,
  basis text not null,
  actor_id text not null,
  actor_name text not null,
  actor_agency_id uuid,
  ordered_at timestamp with time zone not null,
  after_id uuid,
  changed integer default 0 not null,
  unreckoned integer default 0 not null,
  failed integer default 0 not null,
  finished_at timestamp with time zone
);

create table calendar_version (
  single boolean default true not null,
  mark uuid default gen_random_uuid() not null
);

create table calendar_year (
  year integer not null,
  basis text not null,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null
);

create table dead_letter_decision (
  id uuid default gen_random_uuid() not null,
  letter text not null,
  kind text not null,
  dossier_id uuid,
  attempts integer not null,
  last_error text,
  dead_at timestamp with time zone not null,
  decision text not null,
  reason text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  content jsonb
);

create table delegation (
  id uuid not null,
  kind text not null,
  agency_id uuid not null,
  principal_id uuid not null,
  substitute_id uuid not null,
  roles text[] not null,
  valid_from date not null,
  valid_to date not null,
  basis text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text
);

create table document (
  id uuid not null,
  sha256 text not null,
  name text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null
);

create table document_source (
  document_id uuid not null,
  source_id uuid not null,
  position integer not null
);

create table dossier (
  id uuid not null,
  version integer not null,
  status text not null,
  code text,
  submission_code text not null,
  procedure_version_id uuid not null,
  process_version_id uuid not null,
  channel text not null,
  applicant_name text not null,
  applicant_identity text not null,
  applicant_key text generated always as (vn_fold(applicant_name)) stored not null,
  submitted_by text not null,
  receiving_agency_id uuid not null,
  resolving_agency_id uuid not null,
  custody_agency_id uuid,
  submitted_at timestamp with time zone not null,
  received_at timestamp with time zone,
  original_due_at timestamp with time zone,
  due_at timestamp with time zone,
  finished_at timestamp with time zone,
  returned_at timestamp with time zone,
  state jsonb not null,
  last_hash text not null,
  custody_to_agency_id uuid,
  supply_by timestamp with time zone,
  power_id uuid
);

create table dossier_agency (
  dossier_id uuid not null,
  agency_id uuid not null,
  status text not null,
  procedure_version_id uuid not null,
  submitted_at timestamp with time zone not null
);

create table dossier_consultation (
  dossier_id uuid not null,
  id integer not null,
  agency_id uuid not null,
  due_at timestamp with time zone not null,
  answered_at timestamp with time zone
);

create table dossier_delta (
  id bigint generated always as identity not null,
  agency_id uuid not null,
  procedure_version_id uuid not null,
  day date not null,
  channel text not null,
  measure text not null,
  amount integer not null
);

create table dossier_document (
  dossier_id uuid not null,
  document_id uuid not null
);

create table dossier_event (
  dossier_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  agency_id uuid,
  type text not null,
  due_before timestamp with time zone,
  due_after timestamp with time zone,
  fact json not null,
  previous_hash text not null,
  hash text not null,
  recorded bigint generated always as identity not null
);

create table dossier_link (
  dossier_id uuid not null,
  other_id uuid not null,
  kind text not null,
  linked_at timestamp with time zone not null
);

create table dossier_stay (
  dossier_id uuid not null,
  id integer not null,
  step_key text not null,
  agency_id uuid not null,
  officer_id text,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone,
  ended_at timestamp with time zone
);

create table draft (
  id uuid not null,
  account_id uuid,
  procedure_version_id uuid not null,
  answers jsonb not null,
  papers jsonb not null,
  place jsonb not null,
  created_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  submission jsonb default '{}'::jsonb not null,
  token_hash text,
  case_name text,
  filing_for jsonb not null,
  dossier_id uuid,
  continues uuid
);

create table emergency_grant (
  id uuid not null,
  officer_id uuid not null,
  officer_name text not null,
  login text,
  agency_id uuid,
  dossier_id uuid not null,
  dossier_code text not null,
  reason text not null,
  at timestamp with time zone not null,
  until timestamp with time zone not null,
  made_at timestamp with time zone default now() not null,
  request_id text
);

create table emergency_step (
  id bigint generated always as identity not null,
  grant_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  officer_id uuid not null,
  officer_name text not null,
  note text default ''::text not null
);

create table evidence_chunk (
  number bigint not null,
  day date not null,
  root text not null
);

create table evidence_leaf (
  position bigint not null,
  day date not null,
  dossier_id uuid not null,
  version integer not null,
  hash text not null
);

create table evidence_root (
  day date not null,
  dossiers bigint not null,
  events bigint not null,
  root text not null,
  previous_hash text not null,
  hash text not null,
  up_to bigint not null,
  made_at timestamp with time zone not null
);

create table file_store (
  singleton boolean default true not null,
  id uuid not null,
  since timestamp with time zone default now() not null
);

create table held_file (
  id uuid not null,
  sha256 text not null,
  size bigint not null,
  name text not null,
  finding text not null,
  uploaded_by text not null,
  found_at timestamp with time zone not null,
  state text not null,
  decided_by text,
  decided_at timestamp with time zone,
  reason text
);

create table idempotency_key (
  key text not null,
  actor_id text not null,
  fingerprint text not null,
  response jsonb not null,
  created_at timestamp with time zone default now() not null
);

create table import_run (
  id uuid not null,
  kind text not null,
  mode text not null,
  file_name text not null,
  at timestamp with time zone not null,
  actor_id text not null,
  actor_name text not null,
  rows jsonb not null
);

create table known_browser (
  token_hash text not null,
  account_id uuid not null,
  last_used_at timestamp with time zone not null
);

create table number_series (
  kind text not null,
  agency_id uuid not null,
  period text not null,
  last integer not null
);

create table office_hours (
  id bigint generated always as identity not null,
  agency_id uuid,
  weekday smallint not null,
  intervals jsonb not null,
  valid_from date not null,
  valid_to date,
  basis text not null
);

create table officer (
  id uuid not null,
  name text not null,
  post text default ''::text not null,
  phone text default ''::text not null,
  email text default ''::text not null
);

create table organisation_change (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  agency_id uuid,
  officer_id uuid,
  before jsonb,
  after jsonb,
  basis text default ''::text not null
);

create table outbox (
  id bigint generated always as identity not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamp with time zone default now() not null,
  delivered_at timestamp with time zone,
  attempts integer default 0 not null,
  last_error text,
  stream text default ''::text not null,
  partner text default 'state-feed'::text not null,
  next_at timestamp with time zone default now() not null,
  lease uuid,
  leased_until timestamp with time zone,
  dead_at timestamp with time zone,
  closed_at timestamp with time zone,
  event_version integer,
  closed_reason text
);

create table partner_circuit (
  partner text not null,
  failures integer not null,
  open_until timestamp with time zone,
  last_error text,
  failed_at timestamp with time zone
);

create table passkey (
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  since timestamp with time zone not null,
  last_used_at timestamp with time zone
);

create table passkey_challenge (
  token_hash text not null,
  challenge text not null,
  account_id uuid,
  expires_at timestamp with time zone not null
);

create table pending_sign_in (
  token_hash text not null,
  account_id uuid not null,
  expires_at timestamp with time zone not null
);

create table power_of_attorney (
  id uuid not null,
  owner_id uuid not null,
  owner_name text not null,
  owner_identity text not null,
  attorney_name text not null,
  attorney_identity text not null,
  procedures text[],
  valid_from date not null,
  valid_to date not null,
  made_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  revoked_by text
);

create table procedure (
  id uuid not null,
  code text not null,
  created_at timestamp with time zone default now() not null
);

create table procedure_import (
  id uuid not null,
  file_name text not null,
  brought_at timestamp with time zone not null,
  actor_id text not null,
  actor_name text not null,
  sha256 text not null,
  mode text,
  taken_at timestamp with time zone
);

create table procedure_import_row (
  import_id uuid not null,
  number integer not null,
  line integer,
  code text not null,
  name text not null,
  outcome text not null,
  detail jsonb not null
);

create table procedure_version (
  id uuid not null,
  procedure_id uuid not null,
  number integer not null,
  name text not null,
  field text not null,
  service_level text not null,
  content jsonb not null,
  eform jsonb,
  valid_from date not null,
  valid_to date,
  search_key text generated always as (vn_fold(name)) stored not null,
  made_at timestamp with time zone default now() not null,
  made_by text default ''::text not null,
  is_own boolean not null
);

create table process_step (
  process_version_id uuid not null,
  position integer not null,
  key text not null,
  name text not null,
  kind text not null,
  role text not null,
  unit text not null,
  hours numeric not null,
  next text[] not null,
  split text not null,
  join_rule text not null
);

create table process_version (
  id uuid not null,
  procedure_version_id uuid not null,
  number integer not null,
  decision_number text not null,
  decision_date date not null,
  published_at timestamp with time zone not null,
  published_by text default ''::text not null
);

create table province_setting (
  single boolean default true not null,
  place_name text not null,
  hotline text not null,
  emergency_hours integer default 4 not null
);

create table recovery_code (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone
);

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null
);

create table search_synonym (
  folded text not null,
  meaning text not null
);

create table second_factor (
  account_id uuid not null,
  sealed_secret text not null,
  since timestamp with time zone not null,
  last_step bigint not null
);

create table session (
  token_hash text not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  user_agent text default ''::text not null,
  id uuid default gen_random_uuid() not null,
  address text default ''::text not null,
  last_used_at timestamp with time zone not null
);

create table sign_in_policy (
  single boolean default true not null,
  second_factor_for text not null,
  second_factor_from date not null,
  session_hours integer not null,
  idle_minutes integer not null
);

create table sign_in_tally (
  key text not null,
  failed integer not null,
  since timestamp with time zone not null,
  until timestamp with time zone
);

create table slip (
  id uuid not null,
  dossier_id uuid not null,
  kind text not null,
  slip_set text not null,
  number integer not null,
  period text not null,
  agency_id uuid not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  dossier_version integer not null
);

create table stored_file (
  sha256 text not null,
  size bigint not null,
  media_type text not null,
  pages integer,
  created_at timestamp with time zone not null
);

create table upload (
  id uuid not null,
  owner text not null,
  address_hash text not null,
  name text not null,
  size bigint not null,
  sha256 text,
  received bigint default 0 not null,
  state text default 'open'::text not null,
  refusal text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);

create table upload_part (
  upload_id uuid not null,
  starts_at bigint not null,
  bytes bytea not null
);

create table user_scope (
  officer_id uuid not null,
  agency_id uuid not null,
  valid_to date
);

create table worker (
  id uuid not null,
  worker_ids text[] not null,
  host text not null,
  pid integer not null,
  started_at timestamp with time zone default now() not null,
  beat_at timestamp with time zone default now() not null
);

alter table access_link add constraint access_link_number_check CHECK ((number > 0));

alter table access_link add constraint access_link_pkey PRIMARY KEY (number);

alter table access_log add constraint access_log_kind_check CHECK ((kind = ANY (ARRAY['dossier'::text, 'history'::text, 'document'::text, 'slip'::text, 'evidence'::text, 'register'::text, 'search'::text, 'look-up'::text, 'emergency'::text, 'reveal'::text])));

alter table access_log add constraint access_log_pkey PRIMARY KEY (id);

alter table account add constraint account_activation CHECK (((activation_hash IS NULL) = (activation_expires_at IS NULL)));

alter table account add constraint account_identity_number CHECK ((identity_number ~ '^[0-9]{12}$'::text));

alter table account add constraint account_kind CHECK ((((kind = 'officer'::text) = (officer_id IS NOT NULL)) AND ((kind = 'citizen'::text) = (identity_number IS NOT NULL))));

alter table account add constraint account_kind_check CHECK ((kind = ANY (ARRAY['officer'::text, 'citizen'::text])));

alter table account add constraint account_login_key UNIQUE (login);

alter table account add constraint account_name_check CHECK ((name IS NFC NORMALIZED));

alter table account add constraint account_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table account add constraint account_officer_id_key UNIQUE (officer_id);

alter table account add constraint account_pkey PRIMARY KEY (id);

alter table agency add constraint agency_code_check CHECK ((code ~ '^[A-Z0-9.]{3,35}$'::text));

alter table agency add constraint agency_code_form CHECK ((code ~ '^[A-Y][0-9]{2}(\.[A-Z0-9]+)*$'::text));

alter table agency add constraint agency_counter CHECK (((counter_kind IS NULL) OR (is_one_stop AND (counter_kind = ANY (ARRAY['centre'::text, 'section'::text])))));

alter table agency add constraint agency_legacy_form CHECK ((legacy_code ~ '^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}$'::text));

alter table agency add constraint agency_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text])));

alter table agency add constraint agency_name_check CHECK ((name IS NFC NORMALIZED));

alter table agency add constraint agency_not_own_parent CHECK ((parent_id <> id));

alter table agency add constraint agency_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES agency(id);

alter table agency add constraint agency_pkey PRIMARY KEY (id);

alter table agency add constraint agency_validity CHECK (((valid_to IS NULL) OR (valid_from < valid_to)));

alter table agency_former add constraint agency_former_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table agency_former add constraint agency_former_name_check CHECK ((name IS NFC NORMALIZED));

alter table agency_former add constraint agency_former_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES agency(id);

alter table agency_former add constraint agency_former_pkey PRIMARY KEY (agency_id, valid_to);

alter table agency_successor add constraint agency_successor_pkey PRIMARY KEY (predecessor_id, successor_id);

alter table agency_successor add constraint agency_successor_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES agency(id);

alter table agency_successor add constraint agency_successor_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES agency(id);

alter table appointment add constraint appointment_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table appointment add constraint appointment_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table appointment add constraint appointment_pkey PRIMARY KEY (id);

alter table appointment add constraint appointment_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['receiver'::text, 'handler'::text, 'appraiser'::text, 'leader'::text, 'seal-clerk'::text, 'control-officer'::text, 'administrator'::text, 'auditor'::text])));

alter table appointment add constraint appointment_validity CHECK (((valid_to IS NULL) OR (valid_from < valid_to)));

alter table arriving_file add constraint arriving_file_pkey PRIMARY KEY (sha256, arrival);

alter table arriving_file add constraint arriving_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table calendar_amendment add constraint calendar_amendment_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table calendar_amendment add constraint calendar_amendment_pkey PRIMARY KEY (id);

alter table calendar_day add constraint calendar_day_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table calendar_day add constraint calendar_day_basis_check CHECK ((basis <> ''::text));

alter table calendar_day add constraint calendar_day_hours CHECK (((kind = 'hours'::text) = (intervals IS NOT NULL)));

alter table calendar_day add constraint calendar_day_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'makeup'::text, 'hours'::text])));

alter table calendar_day add constraint calendar_day_once UNIQUE NULLS NOT DISTINCT (agency_id, date);

alter table calendar_day add constraint calendar_day_pkey PRIMARY KEY (id);

alter table calendar_recompute add constraint calendar_recompute_actor_agency_id_fkey FOREIGN KEY (actor_agency_id) REFERENCES agency(id);

alter table calendar_recompute add constraint calendar_recompute_actor_name_check CHECK ((actor_name IS NFC NORMALIZED));

alter table calendar_recompute add constraint calendar_recompute_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table calendar_recompute add constraint calendar_recompute_amendment_id_fkey FOREIGN KEY (amendment_id) REFERENCES calendar_amendment(id);

alter table calendar_recompute add constraint calendar_recompute_changed_check CHECK ((changed >= 0));

alter table calendar_recompute add constraint calendar_recompute_failed_check CHECK ((failed >= 0));

alter table calendar_recompute add constraint calendar_recompute_pkey PRIMARY KEY (id);

alter table calendar_recompute add constraint calendar_recompute_unreckoned_check CHECK ((unreckoned >= 0));

alter table calendar_version add constraint calendar_version_pkey PRIMARY KEY (single);

alter table calendar_version add constraint calendar_version_single_check CHECK (single);

alter table calendar_year add constraint calendar_year_basis_check CHECK ((basis <> ''::text));

alter table calendar_year add constraint calendar_year_pkey PRIMARY KEY (year);

alter table calendar_year add constraint calendar_year_year_check CHECK (((year >= 1900) AND (year < 10000)));

alter table dead_letter_decision add constraint dead_letter_decision_decision_check CHECK ((decision = ANY (ARRAY['replayed'::text, 'discarded'::text])));

alter table dead_letter_decision add constraint dead_letter_decision_pkey PRIMARY KEY (id);

alter table dead_letter_decision add constraint dead_letter_decision_reason CHECK (((decision <> 'discarded'::text) OR (btrim(reason) <> ''::text)));

alter table delegation add constraint delegation_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table delegation add constraint delegation_basis_check CHECK (((basis <> ''::text) AND (basis IS NFC NORMALIZED)));

alter table delegation add constraint delegation_end CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (end_reason IS NULL))));

alter table delegation add constraint delegation_end_reason_check CHECK ((end_reason IS NFC NORMALIZED));

alter table delegation add constraint delegation_kind_check CHECK ((kind = ANY (ARRAY['substitution'::text, 'delegation'::text])));

alter table delegation add constraint delegation_pkey PRIMARY KEY (id);

alter table delegation add constraint delegation_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES officer(id);

alter table delegation add constraint delegation_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['receiver'::text, 'handler'::text, 'appraiser'::text, 'leader'::text, 'seal-clerk'::text, 'control-officer'::text])));

alter table delegation add constraint delegation_substitute_id_fkey FOREIGN KEY (substitute_id) REFERENCES officer(id);

alter table delegation add constraint delegation_to_another CHECK ((principal_id <> substitute_id));

alter table delegation add constraint delegation_validity CHECK ((valid_from < valid_to));

alter table document add constraint document_name_check CHECK ((name IS NFC NORMALIZED));

alter table document add constraint document_pkey PRIMARY KEY (id);

alter table document add constraint document_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file(sha256);

alter table document_source add constraint document_source_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id);

alter table document_source add constraint document_source_pkey PRIMARY KEY (document_id, source_id);

alter table document_source add constraint document_source_source_id_fkey FOREIGN KEY (source_id) REFERENCES document(id);

alter table dossier add constraint dossier_applicant_name_check CHECK ((applicant_name IS NFC NORMALIZED));

alter table dossier add constraint dossier_channel_check CHECK ((channel = ANY (ARRAY['self-online'::text, 'assisted-online'::text, 'authorised-online'::text, 'direct'::text, 'authorised-direct'::text, 'postal'::text])));

alter table dossier add constraint dossier_code CHECK (((code IS NULL) = (received_at IS NULL)));

alter table dossier add constraint dossier_code_key UNIQUE (code);

alter table dossier add constraint dossier_custody_agency_id_fkey FOREIGN KEY (custody_agency_id) REFERENCES agency(id);

alter table dossier add constraint dossier_custody_to_agency_id_fkey FOREIGN KEY (custody_to_agency_id) REFERENCES agency(id);

alter table dossier add constraint dossier_pkey PRIMARY KEY (id);

alter table dossier add constraint dossier_power_id_fkey FOREIGN KEY (power_id) REFERENCES power_of_attorney(id);

alter table dossier add constraint dossier_procedure_version_id_fkey FOREIGN KEY (procedure_version_id) REFERENCES procedure_version(id);

alter table dossier add constraint dossier_process_version_id_fkey FOREIGN KEY (process_version_id) REFERENCES process_version(id);

alter table dossier add constraint dossier_receiving_agency_id_fkey FOREIGN KEY (receiving_agency_id) REFERENCES agency(id);

alter table dossier add constraint dossier_resolving_agency_id_fkey FOREIGN KEY (resolving_agency_id) REFERENCES agency(id);

alter table dossier add constraint dossier_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'received'::text, 'refused'::text, 'processing'::text, 'awaiting-supplement'::text, 'awaiting-payment'::text, 'withdrawn'::text, 'stopped'::text, 'finished'::text, 'returned'::text])));

alter table dossier add constraint dossier_submission_code_key UNIQUE (submission_code);

alter table dossier_agency add constraint dossier_agency_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table dossier_agency add constraint dossier_agency_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_agency add constraint dossier_agency_pkey PRIMARY KEY (dossier_id, agency_id);

alter table dossier_consultation add constraint dossier_consultation_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table dossier_consultation add constraint dossier_consultation_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_consultation add constraint dossier_consultation_pkey PRIMARY KEY (dossier_id, id);

alter table dossier_delta add constraint dossier_delta_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table dossier_delta add constraint dossier_delta_pkey PRIMARY KEY (id);

alter table dossier_delta add constraint dossier_delta_procedure_version_id_fkey FOREIGN KEY (procedure_version_id) REFERENCES procedure_version(id);

alter table dossier_document add constraint dossier_document_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id);

alter table dossier_document add constraint dossier_document_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_document add constraint dossier_document_pkey PRIMARY KEY (dossier_id, document_id);

alter table dossier_event add constraint dossier_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['officer'::text, 'citizen'::text, 'system'::text])));

alter table dossier_event add constraint dossier_event_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table dossier_event add constraint dossier_event_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_event add constraint dossier_event_pkey PRIMARY KEY (dossier_id, version);

alter table dossier_link add constraint dossier_link_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_link add constraint dossier_link_kind_check CHECK ((kind = ANY (ARRAY['follows'::text, 'related'::text, 'replaces'::text])));

alter table dossier_link add constraint dossier_link_other CHECK ((dossier_id <> other_id));

alter table dossier_link add constraint dossier_link_other_id_fkey FOREIGN KEY (other_id) REFERENCES dossier(id);

alter table dossier_link add constraint dossier_link_pkey PRIMARY KEY (dossier_id, other_id);

alter table dossier_stay add constraint dossier_stay_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table dossier_stay add constraint dossier_stay_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table dossier_stay add constraint dossier_stay_pkey PRIMARY KEY (dossier_id, id);

alter table draft add constraint draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table draft add constraint draft_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table draft add constraint draft_owner CHECK (((account_id IS NULL) = (token_hash IS NOT NULL)));

alter table draft add constraint draft_pkey PRIMARY KEY (id);

alter table draft add constraint draft_procedure_version_id_fkey FOREIGN KEY (procedure_version_id) REFERENCES procedure_version(id);

alter table draft add constraint draft_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text));

alter table emergency_grant add constraint emergency_grant_check CHECK (((until > at) AND (until <= (at + '24:00:00'::interval))));

alter table emergency_grant add constraint emergency_grant_pkey PRIMARY KEY (id);

alter table emergency_grant add constraint emergency_grant_reason_check CHECK (((char_length(btrim(reason)) >= 20) AND (char_length(reason) <= 1000)));

alter table emergency_step add constraint emergency_step_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES emergency_grant(id);

alter table emergency_step add constraint emergency_step_grant_id_kind_key UNIQUE (grant_id, kind);

alter table emergency_step add constraint emergency_step_kind_check CHECK ((kind = ANY (ARRAY['ended'::text, 'reviewed'::text])));

alter table emergency_step add constraint emergency_step_note_check CHECK ((char_length(note) <= 1000));

alter table emergency_step add constraint emergency_step_pkey PRIMARY KEY (id);

alter table evidence_chunk add constraint evidence_chunk_number_check CHECK ((number >= 0));

alter table evidence_chunk add constraint evidence_chunk_pkey PRIMARY KEY (number, day);

alter table evidence_leaf add constraint evidence_leaf_pkey PRIMARY KEY ("position", day);

alter table evidence_leaf add constraint evidence_leaf_position_check CHECK (("position" >= 0));

alter table evidence_leaf add constraint evidence_leaf_version_check CHECK ((version > 0));

alter table evidence_root add constraint evidence_root_pkey PRIMARY KEY (day);

alter table file_store add constraint file_store_pkey PRIMARY KEY (singleton);

alter table file_store add constraint file_store_singleton_check CHECK (singleton);

alter table held_file add constraint held_file_check CHECK (((state = ANY (ARRAY['released'::text, 'deleted'::text])) = (decided_by IS NOT NULL)));

alter table held_file add constraint held_file_check1 CHECK (((decided_by IS NULL) = (reason IS NULL)));

alter table held_file add constraint held_file_name_check CHECK ((name IS NFC NORMALIZED));

alter table held_file add constraint held_file_pkey PRIMARY KEY (id);

alter table held_file add constraint held_file_reason_check CHECK ((reason IS NFC NORMALIZED));

alter table held_file add constraint held_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table held_file add constraint held_file_size_check CHECK ((size > 0));

alter table held_file add constraint held_file_state_check CHECK ((state = ANY (ARRAY['held'::text, 'unscanned'::text, 'released'::text, 'deleted'::text, 'clean'::text])));

alter table idempotency_key add constraint idempotency_key_pkey PRIMARY KEY (actor_id, key);

alter table import_run add constraint import_run_file_name_check CHECK ((file_name IS NFC NORMALIZED));

alter table import_run add constraint import_run_mode_check CHECK ((mode = ANY (ARRAY['good-rows'::text, 'all-or-nothing'::text])));

alter table import_run add constraint import_run_pkey PRIMARY KEY (id);

alter table known_browser add constraint known_browser_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table known_browser add constraint known_browser_pkey PRIMARY KEY (token_hash, account_id);

alter table number_series add constraint number_series_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table number_series add constraint number_series_pkey PRIMARY KEY (kind, agency_id, period);

alter table office_hours add constraint office_hours_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table office_hours add constraint office_hours_basis_check CHECK ((basis <> ''::text));

alter table office_hours add constraint office_hours_intervals_check CHECK ((jsonb_typeof(intervals) = 'array'::text));

alter table office_hours add constraint office_hours_once UNIQUE NULLS NOT DISTINCT (agency_id, weekday, valid_from);

alter table office_hours add constraint office_hours_pkey PRIMARY KEY (id);

alter table office_hours add constraint office_hours_validity CHECK (((valid_to IS NULL) OR (valid_from < valid_to)));

alter table office_hours add constraint office_hours_weekday_check CHECK ((weekday = ANY (ARRAY[1, 2, 3, 4, 5, 6, 7])));

alter table officer add constraint officer_name_check CHECK ((name IS NFC NORMALIZED));

alter table officer add constraint officer_pkey PRIMARY KEY (id);

alter table organisation_change add constraint organisation_change_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['officer'::text, 'system'::text])));

alter table organisation_change add constraint organisation_change_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table organisation_change add constraint organisation_change_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table organisation_change add constraint organisation_change_pkey PRIMARY KEY (id);

alter table outbox add constraint outbox_ended CHECK ((num_nonnulls(delivered_at, closed_at) <= 1));

alter table outbox add constraint outbox_lease CHECK (((lease IS NULL) = (leased_until IS NULL)));

alter table outbox add constraint outbox_pkey PRIMARY KEY (id);

alter table partner_circuit add constraint partner_circuit_pkey PRIMARY KEY (partner);

alter table passkey add constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table passkey add constraint passkey_counter_check CHECK ((counter >= 0));

alter table passkey add constraint passkey_credential_id_key UNIQUE (credential_id);

alter table passkey add constraint passkey_name_check CHECK (((name IS NFC NORMALIZED) AND (name <> ''::text)));

alter table passkey add constraint passkey_pkey PRIMARY KEY (id);

alter table passkey_challenge add constraint passkey_challenge_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table passkey_challenge add constraint passkey_challenge_pkey PRIMARY KEY (token_hash);

alter table pending_sign_in add constraint pending_sign_in_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table pending_sign_in add constraint pending_sign_in_pkey PRIMARY KEY (token_hash);

alter table power_of_attorney add constraint power_answer CHECK (((accepted_by IS NULL) OR (answered_at IS NOT NULL)));

alter table power_of_attorney add constraint power_end CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)));

alter table power_of_attorney add constraint power_of_attorney_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES account(id);

alter table power_of_attorney add constraint power_of_attorney_attorney_identity_check CHECK ((attorney_identity ~ '^\d{12}$'::text));

alter table power_of_attorney add constraint power_of_attorney_attorney_name_check CHECK ((attorney_name IS NFC NORMALIZED));

alter table power_of_attorney add constraint power_of_attorney_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES account(id);

alter table power_of_attorney add constraint power_of_attorney_owner_name_check CHECK ((owner_name IS NFC NORMALIZED));

alter table power_of_attorney add constraint power_of_attorney_pkey PRIMARY KEY (id);

alter table power_of_attorney add constraint power_of_attorney_procedures_check CHECK ((cardinality(procedures) > 0));

alter table power_of_attorney add constraint power_of_attorney_revoked_by_check CHECK ((revoked_by = ANY (ARRAY['owner'::text, 'attorney'::text])));

alter table power_of_attorney add constraint power_to_another CHECK ((owner_identity <> attorney_identity));

alter table power_of_attorney add constraint power_validity CHECK ((valid_from < valid_to));

alter table procedure add constraint procedure_code_key UNIQUE (code);

alter table procedure add constraint procedure_pkey PRIMARY KEY (id);

alter table procedure_import add constraint procedure_import_file_name_check CHECK ((file_name IS NFC NORMALIZED));

alter table procedure_import add constraint procedure_import_mode_check CHECK ((mode = ANY (ARRAY['good-rows'::text, 'all-or-nothing'::text])));

alter table procedure_import add constraint procedure_import_pkey PRIMARY KEY (id);

alter table procedure_import add constraint procedure_import_taken CHECK (((taken_at IS NULL) = (mode IS NULL)));

alter table procedure_import_row add constraint procedure_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES procedure_import(id) ON DELETE CASCADE;

alter table procedure_import_row add constraint procedure_import_row_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'changed'::text, 'unchanged'::text, 'error'::text, 'undone'::text, 'missing'::text])));

alter table procedure_import_row add constraint procedure_import_row_pkey PRIMARY KEY (import_id, number);

alter table procedure_version add constraint procedure_version_made_by_check CHECK ((made_by IS NFC NORMALIZED));

alter table procedure_version add constraint procedure_version_name_check CHECK ((name IS NFC NORMALIZED));

alter table procedure_version add constraint procedure_version_pkey PRIMARY KEY (id);

alter table procedure_version add constraint procedure_version_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES procedure(id);

alter table procedure_version add constraint procedure_version_procedure_id_number_key UNIQUE (procedure_id, number);

alter table procedure_version add constraint procedure_version_service_level_check CHECK ((service_level = ANY (ARRAY['full'::text, 'partial'::text, 'information'::text])));

alter table procedure_version add constraint procedure_version_validity CHECK (((valid_to IS NULL) OR (valid_from <= valid_to)));

alter table process_step add constraint process_step_hours_check CHECK ((hours >= (0)::numeric));

alter table process_step add constraint process_step_join_rule_check CHECK ((join_rule = ANY (ARRAY['all'::text, 'any'::text])));

alter table process_step add constraint process_step_kind_check CHECK ((kind = ANY (ARRAY['reception'::text, 'assignment'::text, 'appraisal'::text, 'approval'::text, 'signing'::text, 'issuing'::text, 'handing-out'::text])));

alter table process_step add constraint process_step_name_check CHECK ((name IS NFC NORMALIZED));

alter table process_step add constraint process_step_pkey PRIMARY KEY (process_version_id, key);

alter table process_step add constraint process_step_process_version_id_fkey FOREIGN KEY (process_version_id) REFERENCES process_version(id);

alter table process_step add constraint process_step_split_check CHECK ((split = ANY (ARRAY['all'::text, 'one'::text])));

alter table process_version add constraint process_version_decision_number_check CHECK ((decision_number <> ''::text));

alter table process_version add constraint process_version_pkey PRIMARY KEY (id);

alter table process_version add constraint process_version_procedure_version_id_fkey FOREIGN KEY (procedure_version_id) REFERENCES procedure_version(id);

alter table process_version add constraint process_version_procedure_version_id_number_key UNIQUE (procedure_version_id, number);

alter table process_version add constraint process_version_published_by_check CHECK ((published_by IS NFC NORMALIZED));

alter table province_setting add constraint province_setting_emergency_hours_check CHECK (((emergency_hours >= 1) AND (emergency_hours <= 24)));

alter table province_setting add constraint province_setting_pkey PRIMARY KEY (single);

alter table province_setting add constraint province_setting_place_name_check CHECK ((place_name IS NFC NORMALIZED));

alter table province_setting add constraint province_setting_single_check CHECK (single);

alter table recovery_code add constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table recovery_code add constraint recovery_code_pkey PRIMARY KEY (account_id, code_hash);

alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (name);

alter table search_synonym add constraint search_synonym_pkey PRIMARY KEY (folded);

alter table second_factor add constraint second_factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table second_factor add constraint second_factor_pkey PRIMARY KEY (account_id);

alter table session add constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);

alter table session add constraint session_pkey PRIMARY KEY (token_hash);

alter table sign_in_policy add constraint sign_in_policy_idle_minutes_check CHECK (((idle_minutes >= 5) AND (idle_minutes <= 1440)));

alter table sign_in_policy add constraint sign_in_policy_pkey PRIMARY KEY (single);

alter table sign_in_policy add constraint sign_in_policy_second_factor_for_check CHECK ((second_factor_for = ANY (ARRAY['nobody'::text, 'administrators'::text, 'leaders'::text, 'everybody'::text])));

alter table sign_in_policy add constraint sign_in_policy_session_hours_check CHECK (((session_hours >= 1) AND (session_hours <= 24)));

alter table sign_in_policy add constraint sign_in_policy_single_check CHECK (single);

alter table sign_in_tally add constraint sign_in_tally_failed_check CHECK ((failed > 0));

alter table sign_in_tally add constraint sign_in_tally_pkey PRIMARY KEY (key);

alter table slip add constraint slip_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table slip add constraint slip_agency_id_kind_period_number_key UNIQUE (agency_id, kind, period, number);

alter table slip add constraint slip_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id);

alter table slip add constraint slip_pkey PRIMARY KEY (id);

alter table stored_file add constraint stored_file_pkey PRIMARY KEY (sha256);

alter table stored_file add constraint stored_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table stored_file add constraint stored_file_size_check CHECK ((size > 0));

alter table upload add constraint upload_address_hash_check CHECK ((address_hash ~ '^[0-9a-f]{64}$'::text));

alter table upload add constraint upload_check CHECK (((received >= 0) AND (received <= size)));

alter table upload add constraint upload_check1 CHECK (((state = 'refused'::text) = (refusal IS NOT NULL)));

alter table upload add constraint upload_check2 CHECK (((state <> 'done'::text) OR (received = size)));

alter table upload add constraint upload_name_check CHECK ((name IS NFC NORMALIZED));

alter table upload add constraint upload_pkey PRIMARY KEY (id);

alter table upload add constraint upload_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table upload add constraint upload_size_check CHECK ((size > 0));

alter table upload add constraint upload_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'refused'::text])));

alter table upload_part add constraint upload_part_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 1048576)));

alter table upload_part add constraint upload_part_pkey PRIMARY KEY (upload_id, starts_at);

alter table upload_part add constraint upload_part_starts_at_check CHECK ((starts_at >= 0));

alter table upload_part add constraint upload_part_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES upload(id) ON DELETE CASCADE;

alter table user_scope add constraint user_scope_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id);

alter table user_scope add constraint user_scope_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table user_scope add constraint user_scope_pkey PRIMARY KEY (officer_id, agency_id);

alter table worker add constraint worker_pkey PRIMARY KEY (id);

CREATE INDEX access_log_actor ON access_log USING btree (actor_id, at);

CREATE INDEX access_log_at ON access_log USING btree (at);

CREATE INDEX access_log_dossier ON access_log USING btree (dossier_id, id) WHERE (dossier_id IS NOT NULL);

CREATE INDEX access_log_grant ON access_log USING btree (grant_id) WHERE (grant_id IS NOT NULL);

CREATE INDEX access_log_object ON access_log USING btree (object_kind, object_id, at);

CREATE UNIQUE INDEX account_identity ON account USING btree (identity_number) WHERE (identity_number IS NOT NULL);

CREATE INDEX agency_code ON agency USING btree (code, valid_from);

CREATE INDEX agency_parent ON agency USING btree (parent_id);

CREATE UNIQUE INDEX agency_code_open ON agency USING btree (code) WHERE (valid_to IS NULL);

CREATE INDEX appointment_agency ON appointment USING btree (agency_id);

CREATE INDEX appointment_officer ON appointment USING btree (officer_id);

CREATE INDEX calendar_recompute_amendment ON calendar_recompute USING btree (amendment_id);

CREATE INDEX calendar_recompute_waiting ON calendar_recompute USING btree (ordered_at) WHERE (finished_at IS NULL);

CREATE INDEX dead_letter_decision_latest ON dead_letter_decision USING btree (decided_at DESC);

CREATE INDEX delegation_agency ON delegation USING btree (agency_id, valid_to);

CREATE INDEX delegation_principal ON delegation USING btree (principal_id) WHERE (ended_at IS NULL);

CREATE INDEX delegation_substitute ON delegation USING btree (substitute_id) WHERE (ended_at IS NULL);

CREATE INDEX document_digest ON document USING btree (sha256);

CREATE INDEX document_sha256 ON document USING btree (sha256);

CREATE INDEX document_uploaded ON document USING btree (uploaded_at);

CREATE INDEX document_source_source ON document_source USING btree (source_id);

CREATE INDEX dossier_applicant ON dossier USING btree (applicant_identity, submitted_at);

CREATE INDEX dossier_at_counter ON dossier USING btree (receiving_agency_id) WHERE (status = ANY (ARRAY['submitted'::text, 'awaiting-supplement'::text, 'awaiting-payment'::text]));

CREATE INDEX dossier_code_end ON dossier USING btree (reverse(code) text_pattern_ops) WHERE (code IS NOT NULL);

CREATE INDEX dossier_custody_to ON dossier USING btree (custody_to_agency_id) WHERE (custody_to_agency_id IS NOT NULL);

CREATE INDEX dossier_name ON dossier USING gin (applicant_key gin_trgm_ops);

CREATE INDEX dossier_newest ON dossier USING btree (submitted_at DESC, id DESC) INCLUDE (applicant_key, code);

CREATE INDEX dossier_open ON dossier USING btree (resolving_agency_id, due_at) WHERE (status = ANY (ARRAY['submitted'::text, 'received'::text, 'processing'::text, 'awaiting-supplement'::text, 'awaiting-payment'::text]));

CREATE INDEX dossier_papers_at_counter ON dossier USING btree (receiving_agency_id) WHERE ((status = ANY (ARRAY['withdrawn'::text, 'stopped'::text])) AND (custody_agency_id IS NOT NULL));

CREATE INDEX dossier_receiving_open ON dossier USING btree (receiving_agency_id) WHERE (status <> ALL (ARRAY['refused'::text, 'withdrawn'::text, 'stopped'::text, 'returned'::text]));

CREATE INDEX dossier_register ON dossier USING btree (receiving_agency_id, received_at) WHERE (received_at IS NOT NULL);

CREATE INDEX dossier_running ON dossier USING btree (id) WHERE (status = ANY (ARRAY['received'::text, 'processing'::text]));

CREATE INDEX dossier_submitter ON dossier USING btree (submitted_by, submitted_at);

CREATE INDEX dossier_unsupplied ON dossier USING btree (supply_by) WHERE (status = 'awaiting-supplement'::text);

CREATE INDEX dossier_agency_newest ON dossier_agency USING btree (agency_id, submitted_at DESC, dossier_id DESC);

CREATE INDEX dossier_agency_procedure ON dossier_agency USING btree (agency_id, procedure_version_id, submitted_at DESC, dossier_id DESC) INCLUDE (status);

CREATE INDEX dossier_agency_status ON dossier_agency USING btree (agency_id, status, submitted_at DESC, dossier_id DESC);

CREATE INDEX dossier_consultation_open ON dossier_consultation USING btree (agency_id, due_at) WHERE (answered_at IS NULL);

CREATE INDEX dossier_delta_reading ON dossier_delta USING btree (agency_id, day, measure);

CREATE INDEX dossier_document_document ON dossier_document USING btree (document_id);

CREATE INDEX dossier_event_recorded ON dossier_event USING brin (recorded) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX dossier_stay_officer ON dossier_stay USING btree (officer_id) WHERE ((ended_at IS NULL) AND (officer_id IS NOT NULL));

CREATE INDEX dossier_stay_open ON dossier_stay USING btree (agency_id, due_at) WHERE (ended_at IS NULL);

CREATE INDEX draft_account ON draft USING btree (account_id, saved_at);

CREATE INDEX draft_dossier ON draft USING btree (dossier_id) WHERE (dossier_id IS NOT NULL);

CREATE INDEX draft_token ON draft USING btree (token_hash) WHERE (token_hash IS NOT NULL);

CREATE INDEX emergency_grant_dossier ON emergency_grant USING btree (dossier_id);

CREATE INDEX emergency_grant_officer ON emergency_grant USING btree (officer_id, made_at);

CREATE INDEX evidence_leaf_dossier ON evidence_leaf USING btree (dossier_id, day);

CREATE INDEX held_file_found ON held_file USING btree (found_at);

CREATE INDEX held_file_open ON held_file USING btree (sha256) WHERE (state = ANY (ARRAY['held'::text, 'unscanned'::text, 'released'::text]));

CREATE INDEX import_run_recent ON import_run USING btree (kind, at DESC);

CREATE INDEX known_browser_account ON known_browser USING btree (account_id);

CREATE INDEX known_browser_last_used ON known_browser USING btree (last_used_at);

CREATE INDEX organisation_change_agency ON organisation_change USING btree (agency_id, id DESC);

CREATE INDEX organisation_change_officer ON organisation_change USING btree (officer_id, id DESC);

CREATE INDEX outbox_before ON outbox USING btree (partner, stream, id) WHERE ((delivered_at IS NULL) AND (closed_at IS NULL));

CREATE INDEX outbox_dead ON outbox USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX outbox_event ON outbox USING btree (stream, event_version) WHERE (event_version IS NOT NULL);

CREATE INDEX outbox_later ON outbox USING btree (partner, next_at) WHERE ((delivered_at IS NULL) AND (closed_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX outbox_open ON outbox USING btree (id) WHERE ((delivered_at IS NULL) AND (closed_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX outbox_stream ON outbox USING btree (stream, id) WHERE (delivered_at IS NULL);

CREATE INDEX outbox_waiting ON outbox USING btree (id) WHERE (delivered_at IS NULL);

CREATE INDEX passkey_account ON passkey USING btree (account_id);

CREATE INDEX passkey_challenge_expires ON passkey_challenge USING btree (expires_at);

CREATE INDEX pending_sign_in_account ON pending_sign_in USING btree (account_id);

CREATE INDEX power_accepted ON power_of_attorney USING btree (accepted_by) WHERE (revoked_at IS NULL);

CREATE INDEX power_attorney ON power_of_attorney USING btree (attorney_identity);

CREATE INDEX power_owner ON power_of_attorney USING btree (owner_id);

CREATE INDEX procedure_import_recent ON procedure_import USING btree (taken_at DESC);

CREATE INDEX procedure_version_by_name ON procedure_version USING btree (name COLLATE "vi-VN-x-icu", procedure_id) WHERE (valid_to IS NULL);

CREATE INDEX procedure_version_search ON procedure_version USING gin (search_key gin_trgm_ops);

CREATE UNIQUE INDEX procedure_version_open ON procedure_version USING btree (procedure_id) WHERE (valid_to IS NULL);

CREATE INDEX session_account ON session USING btree (account_id);

CREATE UNIQUE INDEX session_id ON session USING btree (id);

CREATE INDEX sign_in_tally_since ON sign_in_tally USING btree (since);

CREATE INDEX slip_dossier ON slip USING btree (dossier_id, issued_at);

CREATE INDEX upload_address ON upload USING btree (address_hash) WHERE (state = 'open'::text);

CREATE INDEX upload_expires ON upload USING btree (expires_at);

CREATE INDEX upload_owner ON upload USING btree (owner) WHERE (state = 'open'::text);

CREATE INDEX user_scope_agency ON user_scope USING btree (agency_id);

CREATE TRIGGER only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON access_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER account_identity_kept BEFORE UPDATE OF identity_number ON account FOR EACH ROW EXECUTE FUNCTION keep_identity_number();

CREATE TRIGGER agency_added AFTER INSERT ON agency FOR EACH ROW EXECUTE FUNCTION agency_moved();

CREATE TRIGGER agency_moved AFTER UPDATE OF parent_id ON agency FOR EACH ROW EXECUTE FUNCTION agency_moved();

CREATE TRIGGER appointment_added AFTER INSERT ON appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION appointment_changed();

CREATE TRIGGER appointment_altered AFTER UPDATE ON appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION appointment_changed();

CREATE TRIGGER appointment_removed AFTER DELETE ON appointment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION appointment_changed();

CREATE TRIGGER calendar_day_changed AFTER INSERT OR DELETE OR UPDATE ON calendar_day FOR EACH STATEMENT EXECUTE FUNCTION renew_calendar_version();

CREATE TRIGGER calendar_year_changed AFTER INSERT OR DELETE OR UPDATE ON calendar_year FOR EACH STATEMENT EXECUTE FUNCTION renew_calendar_version();

CREATE TRIGGER delegation_added AFTER INSERT ON delegation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION delegation_changed();

CREATE TRIGGER delegation_ended AFTER UPDATE ON delegation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION delegation_changed();

CREATE TRIGGER only_added BEFORE DELETE OR TRUNCATE ON delegation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER dossier_status_changed AFTER UPDATE OF status ON dossier FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION dossier_status_changed();

CREATE TRIGGER dossier_agency_filled BEFORE INSERT ON dossier_agency FOR EACH ROW WHEN ((new.status IS NULL)) EXECUTE FUNCTION dossier_agency_as_dossier();

CREATE TRIGGER only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON emergency_grant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON emergency_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER office_hours_changed AFTER INSERT OR DELETE OR UPDATE ON office_hours FOR EACH STATEMENT EXECUTE FUNCTION renew_calendar_version();

CREATE TRIGGER kept BEFORE UPDATE ON power_of_attorney FOR EACH ROW EXECUTE FUNCTION keep_power();

CREATE TRIGGER only_added BEFORE DELETE OR TRUNCATE ON power_of_attorney FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER procedure_import_kept BEFORE DELETE OR UPDATE ON procedure_import FOR EACH ROW WHEN ((old.taken_at IS NOT NULL)) EXECUTE FUNCTION refuse_taken_import();

CREATE OR REPLACE FUNCTION agency_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION appointment_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
begin
  perform refresh_user_scope_of(array(
    select c.officer_id from changed c
    union
    select g.substitute_id from changed c join delegation g on g.principal_id = c.officer_id where g.ended_at is null
  ), current_date);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION background_work(most integer)
 RETURNS TABLE(kind text, waiting bigint, running bigint, failing bigint, dead bigint, oldest_at timestamp with time zone, next_at timestamp with time zone, last_error text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_catalog'
AS $function$
      select substr(j.task_identifier, length('motcua:') + 1),
        count(*) filter (where j.locked_at is null and j.attempts = 0),
        count(*) filter (where j.locked_at is not null),
        count(*) filter (where j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts),
        count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts),
        min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= clock_timestamp()),
        min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts),
        (array_agg(j.last_error order by j.updated_at desc) filter (where j.last_error is not null))[1]
      from (
        select q.* from graphile_worker.jobs q where starts_with(q.task_identifier, 'motcua:') limit most
      ) as j
      group by 1
      union all
      select 'message.' || o.topic,
        count(*) filter (where o.dead_at is null and o.attempts = 0 and not o.running),
        count(*) filter (where o.running),
        count(*) filter (where o.dead_at is null and o.attempts > 0 and not o.running),
        count(*) filter (where o.dead_at is not null),
        min(o.created_at) filter (where o.dead_at is null),
        min(greatest(o.next_at, o.leased_until)) filter (where o.dead_at is null),
        (array_agg(o.last_error order by o.id) filter (where o.last_error is not null))[1]
      from (
        select m.*, m.leased_until > clock_timestamp() is true as running
        from outbox m where m.delivered_at is null and m.closed_at is null limit most
      ) as o
      group by o.topic
      order by 1;
    $function$
;

CREATE OR REPLACE FUNCTION dead_letters(most integer)
 RETURNS TABLE(letter text, kind text, dossier_id uuid, attempts integer, created_at timestamp with time zone, dead_at timestamp with time zone, last_error text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_catalog'
AS $function$
      select * from (
        select 'job-' || j.id, substr(j.task_identifier, length('motcua:') + 1),
          substring(p.payload ->> 'dossierId' from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          j.attempts::integer, j.created_at, j.updated_at, j.last_error
        from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
        where starts_with(j.task_identifier, 'motcua:') and j.locked_at is null and j.attempts >= j.max_attempts
        union all
        select 'message-' || o.id, 'message.' || o.topic,
          substring(o.stream from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          o.attempts, o.created_at, o.dead_at, o.last_error
        from outbox o where o.dead_at is not null and o.closed_at is null and o.delivered_at is null
      ) as d (letter, kind, dossier_id, attempts, created_at, dead_at, last_error)
      order by d.dead_at desc, d.letter limit most;
    $function$
;

CREATE OR REPLACE FUNCTION decide_dead_letter(of_letter text, as_decided text, why text, who text, who_name text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_catalog'
AS $function$
    declare
      job record;
      message outbox;
      number bigint := substring(of_letter from '^(?:job|message)-(\d{1,18})$')::bigint;
    begin
      if starts_with(of_letter, 'job-') then
        select p.id, p.payload, p.attempts, p.last_error, p.updated_at,
          substr(t.identifier, length('motcua:') + 1) as kind into job
        from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
        where p.id = number and starts_with(t.identifier, 'motcua:') and p.locked_at is null and p.attempts >= p.max_attempts
        for update of p;
        if not found then return false; end if;
        insert into dead_letter_decision (letter, kind, dossier_id, attempts, last_error, dead_at, decision, reason,
          decided_by, decided_by_name, decided_at, content)
        values (of_letter, job.kind, substring(job.payload ->> 'dossierId' from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
          job.attempts, job.last_error, job.updated_at, as_decided, why, who, who_name, at,
          case as_decided when 'discarded' then job.payload::jsonb end);
        if as_decided = 'replayed' then
          perform graphile_worker.reschedule_jobs(array[number], run_at => now(), attempts => 0);
        else
          perform graphile_worker.complete_jobs(array[number]);
        end if;
        return true;
      end if;
      select * into message from outbox o
      where o.id = number and o.dead_at is not null and o.closed_at is null and o.delivered_at is null
      for update;
      if not found then return false; end if;
      insert into dead_letter_decision (letter, kind, dossier_id, attempts, last_error, dead_at, decision, reason,
        decided_by, decided_by_name, decided_at)
      values (of_letter, 'message.' || message.topic,
        substring(message.stream from '^[0-9a-f]{8}-[0-9a-f-]{27}$')::uuid,
        message.attempts, message.last_error, message.dead_at, as_decided, why, who, who_name, at);
      if as_decided = 'replayed' then
        update outbox set dead_at = null, attempts = 0, next_at = clock_timestamp() where id = number;
      else
        update outbox set closed_at = clock_timestamp() where id = number;
      end if;
      return true;
    end
    $function$
;

CREATE OR REPLACE FUNCTION delegation_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
begin
  perform refresh_user_scope_of(array(select distinct c.substitute_id from changed c), current_date);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION delegations_on(on_date date)
 RETURNS TABLE(id uuid, substitute_id uuid, principal_id uuid, agency_id uuid, roles text[], valid_to date)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT g.id,
     g.substitute_id,
     g.principal_id,
     g.agency_id,
     ARRAY( SELECT r.role
            FROM unnest(g.roles) r(role)
           WHERE (r.role = ANY (a.roles))) AS "array",
     LEAST(g.valid_to, a.valid_to, b.valid_to) AS "least"
    FROM ((delegation g
      JOIN appointment a ON (((a.officer_id = g.principal_id) AND (a.agency_id = g.agency_id) AND (a.valid_from <= delegations_on.on_date) AND ((a.valid_to IS NULL) OR (a.valid_to > delegations_on.on_date)) AND (a.roles && g.roles))))
      JOIN appointment b ON (((b.officer_id = g.substitute_id) AND (b.agency_id = g.agency_id) AND (b.valid_from <= delegations_on.on_date) AND ((b.valid_to IS NULL) OR (b.valid_to > delegations_on.on_date)))))
   WHERE ((g.ended_at IS NULL) AND (g.valid_from <= delegations_on.on_date) AND (g.valid_to > delegations_on.on_date));
END
;

CREATE OR REPLACE FUNCTION dossier_agency_as_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
begin
  select d.status, d.procedure_version_id, d.submitted_at
  into new.status, new.procedure_version_id, new.submitted_at
  from dossier d where d.id = new.dossier_id;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION dossier_status_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
begin
  update dossier_agency x set status = new.status where x.dossier_id = new.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION dossiers_alike(person text, procedure uuid, digests text[], beside uuid, at timestamp with time zone)
 RETURNS TABLE(id uuid, code text, status text, procedure_name text, submitted_at timestamp with time zone, same_person boolean, same_file boolean, in_scope boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 WITH of_person AS (
          SELECT d.id
            FROM (dossier d
              JOIN procedure_version v ON ((v.id = d.procedure_version_id)))
           WHERE ((d.applicant_identity = dossiers_alike.person) AND (d.submitted_at >= (dossiers_alike.at - '180 days'::interval)) AND (v.procedure_id = dossiers_alike.procedure))
         ), of_file AS (
          SELECT l.dossier_id AS id
            FROM (document f_1
              JOIN dossier_document l ON ((l.document_id = f_1.id)))
           WHERE (f_1.sha256 = ANY (dossiers_alike.digests))
         UNION
          SELECT l.dossier_id
            FROM ((document f_1
              JOIN document_source s ON ((s.source_id = f_1.id)))
              JOIN dossier_document l ON ((l.document_id = s.document_id)))
           WHERE (f_1.sha256 = ANY (dossiers_alike.digests))
         ), found AS (
          SELECT d.id,
             d.version,
             d.status,
             d.code,
             d.submission_code,
             d.procedure_version_id,
             d.process_version_id,
             d.channel,
             d.applicant_name,
             d.applicant_identity,
             d.applicant_key,
             d.submitted_by,
             d.receiving_agency_id,
             d.resolving_agency_id,
             d.custody_agency_id,
             d.submitted_at,
             d.received_at,
             d.original_due_at,
             d.due_at,
             d.finished_at,
             d.returned_at,
             d.state,
             d.last_hash,
             d.custody_to_agency_id,
             d.supply_by,
             v.name AS procedure_name,
             (d.id IN ( SELECT p.id
                    FROM of_person p)) AS same_person,
             (d.id IN ( SELECT f_1.id
                    FROM of_file f_1)) AS same_file,
             (EXISTS ( SELECT
                    FROM (dossier_agency x
                      JOIN user_scope s ON ((s.agency_id = x.agency_id)))
                   WHERE ((x.dossier_id = d.id) AND (s.officer_id = ( SELECT reader_officer() AS reader_officer)) AND ((s.valid_to IS NULL) OR (s.valid_to > CURRENT_DATE))))) AS in_scope
            FROM (dossier d
              JOIN procedure_version v ON ((v.id = d.procedure_version_id)))
           WHERE ((d.id IN ( SELECT p.id
                    FROM of_person p
                 UNION
                  SELECT f_1.id
                    FROM of_file f_1)) AND (d.status <> ALL (ARRAY['refused'::text, 'withdrawn'::text, 'stopped'::text])) AND (d.id IS DISTINCT FROM dossiers_alike.beside))
           ORDER BY d.submitted_at DESC, d.id
          LIMIT 100
         )
  SELECT
         CASE
             WHEN f.in_scope THEN f.id
             ELSE NULL::uuid
         END AS "case",
         CASE
             WHEN f.in_scope THEN COALESCE(f.code, f.submission_code)
             ELSE NULL::text
         END AS "case",
         CASE
             WHEN f.in_scope THEN f.status
             ELSE NULL::text
         END AS "case",
         CASE
             WHEN f.in_scope THEN f.procedure_name
             ELSE NULL::text
         END AS "case",
         CASE
             WHEN f.in_scope THEN f.submitted_at
             ELSE NULL::timestamp with time zone
         END AS "case",
     f.same_person,
     f.same_file,
     f.in_scope
    FROM found f
   ORDER BY f.submitted_at DESC, f.id;
END
;

CREATE OR REPLACE FUNCTION dossiers_among_newest(pattern text, code text, newest integer, most integer)
 RETURNS TABLE(id uuid, submitted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 WITH n AS MATERIALIZED (
          SELECT d.id,
             d.submitted_at,
             d.applicant_key,
             d.code
            FROM dossier d
           ORDER BY d.submitted_at DESC, d.id DESC
          LIMIT dossiers_among_newest.newest
         )
  SELECT c.id,
     c.submitted_at
    FROM n c
   WHERE (((c.applicant_key ~~ dossiers_among_newest.pattern) OR ((reverse(c.code) ~>=~ reverse(dossiers_among_newest.code)) AND (reverse(c.code) ~<~ (reverse(dossiers_among_newest.code) || '~'::text)))) AND ( SELECT true
            FROM dossier_agency x
           WHERE ((x.dossier_id = c.id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
                    FROM user_scope s
                   WHERE (s.officer_id = reader_officer())))))
          LIMIT 1))
   ORDER BY c.submitted_at DESC, c.id DESC
  LIMIT dossiers_among_newest.most;
END
;

CREATE OR REPLACE FUNCTION dossiers_coded(code text, by_end boolean, most integer)
 RETURNS TABLE(id uuid, submitted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 WITH c AS MATERIALIZED (
          SELECT d.id,
             d.submitted_at
            FROM dossier d
           WHERE ((d.code = dossiers_coded.code) OR (d.submission_code = dossiers_coded.code))
         UNION
          SELECT d.id,
             d.submitted_at
            FROM dossier d
           WHERE (dossiers_coded.by_end AND (reverse(d.code) ~>=~ reverse(dossiers_coded.code)) AND (reverse(d.code) ~<~ (reverse(dossiers_coded.code) || '~'::text)))
         )
  SELECT c.id,
     c.submitted_at
    FROM c
   WHERE ( SELECT true
            FROM dossier_agency x
           WHERE ((x.dossier_id = c.id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
                    FROM user_scope s
                   WHERE (s.officer_id = reader_officer())))))
          LIMIT 1)
   ORDER BY c.submitted_at DESC, c.id DESC
  LIMIT dossiers_coded.most;
END
;

CREATE OR REPLACE FUNCTION dossiers_named(pattern text, most integer)
 RETURNS TABLE(id uuid, submitted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 WITH c AS MATERIALIZED (
          SELECT d.id,
             d.submitted_at
            FROM dossier d
           WHERE (d.applicant_key ~~ dossiers_named.pattern)
         )
  SELECT c.id,
     c.submitted_at
    FROM c
   WHERE ( SELECT true
            FROM dossier_agency x
           WHERE ((x.dossier_id = c.id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
                    FROM user_scope s
                   WHERE (s.officer_id = reader_officer())))))
          LIMIT 1)
   ORDER BY c.submitted_at DESC, c.id DESC
  LIMIT dossiers_named.most;
END
;

CREATE OR REPLACE FUNCTION enqueue_job(task text, payload json, run_at timestamp with time zone, job_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
      select graphile_worker.add_job('motcua:' || task, payload, run_at => coalesce(run_at, now()), job_key => 'motcua:' || job_key);
    $function$
;

CREATE OR REPLACE FUNCTION give_emergency_grant(wanted text, id uuid, agency uuid, reason text, at timestamp with time zone, until timestamp with time zone, request text)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 INSERT INTO emergency_grant (id, officer_id, officer_name, login, agency_id, dossier_id, dossier_code, reason, at, until, request_id)  SELECT give_emergency_grant.id,
             o.id,
             o.name,
             ( SELECT a.login
                    FROM account a
                   WHERE ((a.kind = 'officer'::text) AND (a.officer_id = o.id))
                  LIMIT 1) AS login,
             give_emergency_grant.agency,
             d.id,
             COALESCE(d.code, d.submission_code) AS "coalesce",
             give_emergency_grant.reason,
             give_emergency_grant.at,
             give_emergency_grant.until,
             give_emergency_grant.request
            FROM (dossier d
              JOIN officer o ON ((o.id = reader_officer())))
           WHERE (((d.code = give_emergency_grant.wanted) OR (d.submission_code = give_emergency_grant.wanted)) AND (NOT (EXISTS ( SELECT
                    FROM (dossier_agency x
                      JOIN user_scope s ON ((s.agency_id = x.agency_id)))
                   WHERE ((x.dossier_id = d.id) AND (s.officer_id = reader_officer()) AND ((s.valid_to IS NULL) OR (s.valid_to > CURRENT_DATE)))))))
          LIMIT 1
   RETURNING emergency_grant.dossier_id;
END
;

CREATE OR REPLACE FUNCTION grant_app(relation regclass, privileges text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('grant %s on %s to motcua_app', privileges, relation);
end $function$
;

CREATE OR REPLACE FUNCTION is_letter(of_letter text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT ((EXISTS ( SELECT
            FROM dead_letter_decision d
           WHERE (d.letter = is_letter.of_letter))) OR (EXISTS ( SELECT
            FROM dead_letters(2147483647) l(letter, kind, dossier_id, attempts, created_at, dead_at, last_error)
           WHERE (l.letter = is_letter.of_letter))));
END
;

CREATE OR REPLACE FUNCTION keep_identity_number()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.identity_number is distinct from old.identity_number then
    raise exception 'The identity number of an account never changes' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION keep_power()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.revoked_at is not null or (old.answered_at is not null
    and (new.answered_at, new.accepted_by) is distinct from (old.answered_at, old.accepted_by)) then
    raise exception 'a power of attorney is answered and taken back once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION login_taken(name text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM account a
           WHERE (a.login = login_taken.name))) AS "exists";
END
;

CREATE OR REPLACE FUNCTION open_dossiers_of(agency uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM ( SELECT d.id
            FROM dossier d
           WHERE ((d.resolving_agency_id = open_dossiers_of.agency) AND (d.status = ANY (ARRAY['submitted'::text, 'received'::text, 'processing'::text, 'awaiting-supplement'::text, 'awaiting-payment'::text])))
         UNION
          SELECT d.id
            FROM dossier d
           WHERE ((d.receiving_agency_id = open_dossiers_of.agency) AND (d.status <> ALL (ARRAY['refused'::text, 'withdrawn'::text, 'stopped'::text, 'returned'::text])))
         UNION
          SELECT s.dossier_id
            FROM (dossier_stay s
              JOIN dossier d ON ((d.id = s.dossier_id)))
           WHERE ((s.agency_id = open_dossiers_of.agency) AND (s.ended_at IS NULL) AND (d.status <> ALL (ARRAY['refused'::text, 'withdrawn'::text, 'stopped'::text, 'returned'::text])))) open;
END
;

CREATE OR REPLACE FUNCTION outbox_state(OUT waiting bigint, OUT oldest_ms double precision)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
      select count(*), coalesce(max(extract(epoch from clock_timestamp() - o.created_at) * 1000), 0)
      from outbox o where o.delivered_at is null;
    $function$
;

CREATE OR REPLACE FUNCTION procedure_version_of_dossier(dossier uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT d.procedure_version_id
    FROM dossier d
   WHERE (d.id = procedure_version_of_dossier.dossier);
END
;

CREATE OR REPLACE FUNCTION procedure_version_of_draft(draft uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT d.procedure_version_id
    FROM draft d
   WHERE (d.id = procedure_version_of_draft.draft);
END
;

CREATE OR REPLACE FUNCTION queue_state(OUT waiting bigint, OUT late_ms double precision, OUT dead bigint)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
      select count(*) filter (where j.attempts < j.max_attempts and j.locked_at is null),
        coalesce(max(extract(epoch from clock_timestamp() - j.run_at) * 1000)
          filter (where j.attempts < j.max_attempts and j.locked_at is null and j.run_at <= clock_timestamp()), 0),
        count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)
      from graphile_worker.jobs j where starts_with(j.task_identifier, 'motcua:');
    $function$
;

CREATE OR REPLACE FUNCTION reader_brought()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('brought'::text, true), ''::text)
;

CREATE OR REPLACE FUNCTION reader_citizen()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('citizen'::text, true), ''::text))::uuid
;

CREATE OR REPLACE FUNCTION reader_emergencies()
 RETURNS TABLE(dossier_id uuid, grant_id uuid)
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT g.dossier_id,
     g.id
    FROM emergency_grant g
   WHERE ((g.officer_id = reader_officer()) AND (g.made_at > (now() - '24:00:00'::interval)) AND ((g.made_at + (g.until - g.at)) > now()) AND (NOT (EXISTS ( SELECT
            FROM emergency_step e
           WHERE ((e.grant_id = g.id) AND (e.kind = 'ended'::text))))) AND (NOT (EXISTS ( SELECT
            FROM (dossier_agency x
              JOIN user_scope s ON ((s.agency_id = x.agency_id)))
           WHERE ((x.dossier_id = g.dossier_id) AND (s.officer_id = reader_officer()) AND ((s.valid_to IS NULL) OR (s.valid_to > CURRENT_DATE)))))))
   ORDER BY g.made_at DESC;
END
;

CREATE OR REPLACE FUNCTION reader_identity()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('identity'::text, true), ''::text)
;

CREATE OR REPLACE FUNCTION reader_key()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('key'::text, true), ''::text)
;

CREATE OR REPLACE FUNCTION reader_officer()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('officer'::text, true), ''::text))::uuid
;

CREATE OR REPLACE FUNCTION reader_powers()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
BEGIN ATOMIC
 SELECT ARRAY( SELECT p.id
            FROM power_of_attorney p
           WHERE ((p.accepted_by = reader_citizen()) AND (p.revoked_at IS NULL) AND (p.valid_from <= CURRENT_DATE) AND (p.valid_to > CURRENT_DATE))) AS "array";
END
;

CREATE OR REPLACE FUNCTION reader_self()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('officer'::text, true), ''::text), NULLIF(current_setting('citizen'::text, true), ''::text), NULLIF(current_setting('key'::text, true), ''::text))
;

CREATE OR REPLACE FUNCTION refresh_user_scope(on_date date DEFAULT CURRENT_DATE)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
  select refresh_user_scope_of(coalesce(array_agg(o.id), '{}'), on_date) from officer o;
$function$
;

CREATE OR REPLACE FUNCTION refresh_user_scope_of(people uuid[], on_date date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'pg_temp'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
end $function$
;

CREATE OR REPLACE FUNCTION refuse_taken_import()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'an import that has been taken in is never changed';
end $function$
;

CREATE OR REPLACE FUNCTION renew_calendar_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update calendar_version set mark = gen_random_uuid();
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION take_back_event(of_dossier uuid, of_version integer, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'motcua', 'public'
AS $function$
begin
  if not exists (
    select from dossier_event e
      join dossier_event u on u.dossier_id = e.dossier_id and u.version = e.version + 1 and u.type = 'undone'
      join dossier d on d.id = e.dossier_id and d.version = u.version
    where e.dossier_id = of_dossier and e.version = of_version
      and e.actor_id = reader_self() and u.actor_id = reader_self())
  then
    raise exception 'version % was not taken back by the one who asks', of_version using errcode = 'insufficient_privilege';
  end if;
  -- A sender that has a message just now is waited for; then it is seen to have it.
  perform from outbox o where o.stream = of_dossier::text and o.event_version = of_version for update;
  if exists (
    select from outbox o
    where o.stream = of_dossier::text and o.event_version = of_version
      and (o.attempts > 0 or o.leased_until is not null or o.delivered_at is not null or o.dead_at is not null))
  then
    return false;
  end if;
  update outbox o set closed_at = clock_timestamp(), closed_reason = why
  where o.stream = of_dossier::text and o.event_version = of_version and o.closed_at is null;
  delete from dossier_stay s using dossier d
  where d.id = of_dossier and s.dossier_id = d.id and s.id > jsonb_array_length(d.state -> 'stays');
  delete from dossier_consultation c using dossier d
  where d.id = of_dossier and c.dossier_id = d.id and c.id > jsonb_array_length(d.state -> 'consultations');
  delete from dossier_agency x using dossier d
  where d.id = of_dossier and x.dossier_id = d.id
    and x.agency_id not in (d.receiving_agency_id, d.resolving_agency_id)
    and not exists (select from dossier_stay s where s.dossier_id = d.id and s.agency_id = x.agency_id)
    and not exists (select from dossier_consultation c where c.dossier_id = d.id and c.agency_id = x.agency_id);
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION vn_fold(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN btrim(regexp_replace(lower(unaccent('unaccent'::regdictionary, NORMALIZE(value, NFC))), '\s+'::text, ' '::text, 'g'::text))
;

CREATE OR REPLACE FUNCTION wake_job(task text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
    begin
      if not exists (
        select from graphile_worker.jobs j
        where j.key = 'motcua:' || 'wake:' || task and j.locked_at is null and j.attempts < j.max_attempts
          and j.run_at > clock_timestamp() + interval '250 milliseconds')
        -- Whoever is adding it just now is not waited for: a transaction that waits here while it holds a number, and
        -- another that does it the other way round, would stand still.
        and pg_try_advisory_xact_lock(hashtextextended('motcua:' || 'wake:' || task, 0))
      then
        perform graphile_worker.add_job('motcua:' || task, '{}', run_at => clock_timestamp() + interval '1 second',
          job_key => 'motcua:' || 'wake:' || task);
      end if;
    end
    $function$
;

comment on table access_link is 'Links of the chain over the access log: which rows, the SHA-256 of each in order of their ids, and a hash that binds them to the link before. Rows are only ever added.';

comment on table access_log is 'Who looked at which personal data, when and what for. Rows are only ever added.';

comment on table account is 'Who may sign in: officers by login name and password, citizens by the subject their identity provider names.';

comment on table agency is 'Agencies of the province in a tree; valid from valid_from until the day before valid_to (QĐ 20/2020/QĐ-TTg codes).';

comment on table agency_former is 'What an agency was called and where it stood until the day before valid_to; later facts are in agency. Rows are only ever added.';

comment on table agency_successor is 'Which agency carries on the work of one that was closed, merged or split, by which decision.';

comment on table appointment is 'Which roles an officer holds in an agency, from valid_from until the day before valid_to.';

comment on table arriving_file is 'Bytes that are being put into the store and have no row of their own yet: what a crash leaves is found by it.';

comment on table calendar_amendment is 'Who changed which calendar, when and on what basis. Rows are only ever added.';

comment on table calendar_day is 'Holidays, make-up days and days of own hours, each with the document that set it; no agency means the whole province.';

comment on table calendar_recompute is 'Orders to reckon open dossiers'' dates anew after an amendment, in batches: after_id is the last dossier done, so that a stopped run goes on where it was; no agency means the whole province.';

comment on table calendar_version is 'One row whose mark changes with every change of a calendar, so that processes know when to read anew.';

comment on table calendar_year is 'Years whose days an administrator has confirmed from the official notice; other years are never guessed.';

comment on table dead_letter_decision is 'What was done about jobs and messages that had failed for good: replayed or discarded, by whom, when and why. Rows are only ever added.';

comment on table delegation is 'Which officer does which work of another in an agency, from valid_from until the day before valid_to or until it was ended. Rows stay for ever; only the end of one is added.';

comment on table document is 'A file that somebody brought, or one made from it; document_source says from which.';

comment on table document_source is 'From which documents another was made, in the order of its pages: several photos of one paper become one PDF.';

comment on table dossier is 'The folded state of each dossier; its events are the truth and state can be made from them again.';

comment on table dossier_agency is 'Every agency that has to do with a dossier: the scope filter of all lists, searches and counts.';

comment on table dossier_consultation is 'Opinions that agencies were asked for and, once answered, when; the words are in the dossier''s state.';

comment on table dossier_delta is 'What each action adds to the statistics; a reading sums them. Rows are only ever added.';

comment on table dossier_document is 'Which documents belong to which dossier: who may see the dossier may see them.';

comment on table dossier_event is 'What was done to a dossier, by whom, for which agency and when, each chained to the one before. Rows are only ever added.';

comment on table dossier_link is 'Which dossier names which other one, and how it stands to it; both sides show it to those who may see them.';

comment on table dossier_stay is 'At which step and agency a dossier was, and is, with the end of the step''s own budget.';

comment on table draft is 'What a person has begun and not yet sent; no dossier, so nobody else sees it.';

comment on table emergency_grant is 'Who may read which dossier beyond his scope, why and until when. Rows are only ever added; no foreign keys, as in access_log.';

comment on table emergency_step is 'What became of a grant: ended before its time, looked into by the control office. Rows are only ever added.';

comment on table evidence_chunk is 'Roots over 1024 leaves each, on each day on which one of them had changed, so that a night reads only what is new. Rows are only ever added.';

comment on table evidence_leaf is 'The end of a dossier''s chain on each day on which it had grown; the position is the dossier''s place in the tree for ever. Rows are only ever added.';

comment on table evidence_root is 'Merkle root over all chains as they stood at the end of the day; hash binds it to the day before. Rows are only ever added.';

comment on table file_store is 'The one store of this province''s files, by the id that stands in its marker: a foreign or missing store is refused.';

comment on table held_file is 'Quarantine: files that a scanner found something in, or that no scanner has seen; never served while held or unscanned.';

comment on table idempotency_key is 'Answers already given: a command sent twice with one key is done once.';

comment on table import_run is 'Who brought which table in, when, and what became of each row. Rows are only ever added.';

comment on table known_browser is 'Browsers in which the account has signed in: what strangers try elsewhere does not keep them out. Only the hash of the token is kept.';

comment on table number_series is 'Last number given per kind of number, agency and day or year; taken in the transaction that uses it, so no gap and no collision.';

comment on table office_hours is 'Opening hours by ISO weekday from valid_from until the day before valid_to; an agency''s own weekday replaces the inherited one.';

comment on table officer is 'People who work in agencies; what they may do comes from appointments alone.';

comment on table organisation_change is 'Who changed which agency, officer, appointment, account or setting, from what to what, when and on what basis. Rows are only ever added.';

comment on table outbox is 'Messages for partners, written in the transaction that causes them and delivered by a job.';

comment on table partner_circuit is 'How each partner answered last: after failures in a row it is asked more seldom, with one message, until it answers again.';

comment on table passkey is 'Public halves of officers'' passkeys. The counter is the last that the authenticator told: one that goes back was copied.';

comment on table passkey_challenge is 'What a browser was asked to sign, once and within 5 minutes: for an account to which a passkey is being added, or for nobody yet at sign-in. Only the hash of the browser''s token is kept.';

comment on table pending_sign_in is 'Browsers that have shown an officer''s password and still owe the second factor; they may do nothing else.';

comment on table power_of_attorney is 'Who may file dossiers for whom: given by the owner, in force once accepted, from valid_from until the day before valid_to or until it was taken back; without procedures, for all. Rows stay for ever.';

comment on table procedure is 'Administrative procedures by their national code, such as 1.001193; what they say is in their versions.';

comment on table procedure_import is 'Files of the national catalogue that were brought: only previewed, or taken in and then never changed again.';

comment on table procedure_import_row is 'What becomes or became of each row of a file; missing: in force, and not in the file. The detail holds fault, differences and notes.';

comment on table procedure_version is 'What a procedure asks and promises, from valid_from until the day before valid_to; running dossiers keep theirs.';

comment on table process_step is 'Steps of a process with their time budget in working hours; unit is receiving, resolving or an agency code.';

comment on table process_version is 'Internal processes, each published by a decision (TT 01/2018/TT-VPCP art. 8).';

comment on table province_setting is 'What the province is called on its papers and which number people ring; without a row it follows from the topmost agency.';

comment on table recovery_code is 'Codes on paper, each good once in place of a second factor. Only hashes of 122 random bits are kept.';

comment on table schema_migration is 'Which files of db/migrations have been applied, and what they said.';

comment on table search_synonym is 'What people call a thing (so do) and what the catalogue calls it, both folded.';

comment on table second_factor is 'The secret behind an officer''s one-time codes, sealed with the key of the instance. last_step is the half minute of the last code that was taken: it and all before it open nothing any more.';

comment on table session is 'Signed-in browsers. Only the hash of the opaque token is kept, so a stolen table opens no session.';

comment on table sign_in_policy is 'Which officers must have a second factor, from which day, and how long their sessions last; without a row nobody must, and sessions last 8 hours, idle for at most 4.';

comment on table sign_in_tally is 'Failed attempts to sign in, by the hash of who and where: names are kept as typed by anybody, and some type their password there.';

comment on table slip is 'Slips that were issued, numbered per agency, kind and year; what they say follows from the dossier at that version.';

comment on table stored_file is 'Bytes that arrived once and never change, by their digest; the same bytes are kept once.';

comment on table upload is 'Files that are arriving in parts (tus); once whole, a document of the same id takes their place.';

comment on table upload_part is 'The parts of an upload that have arrived, in the transaction that tells how far it is; gone once it is whole.';

comment on table user_scope is 'Agencies whose dossiers an officer may see, until the day before valid_to; made anew whenever the tree, an appointment or a delegation changes.';

comment on table worker is 'Processes that run this province''s jobs, with the moment of their last heartbeat; the jobs of one that fell silent are run again.';

grant insert on access_link to motcua_worker;

grant select on access_link to motcua_app;

grant select on access_link to motcua_auditor;

grant insert, select on access_log to motcua_app;

grant select on access_log to motcua_auditor;

grant insert, select, update on account to motcua_app;

grant insert, select, update on agency to motcua_app;

grant select on agency to motcua_auditor;

grant insert, select on agency_former to motcua_app;

grant select on agency_former to motcua_auditor;

grant insert, select on agency_successor to motcua_app;

grant select on agency_successor to motcua_auditor;

grant insert, select, update on appointment to motcua_app;

grant select on appointment to motcua_auditor;

grant delete, insert, select on arriving_file to motcua_app;

grant select on arriving_file to motcua_auditor;

grant insert, select on calendar_amendment to motcua_app;

grant select on calendar_amendment to motcua_auditor;

grant delete, insert, select, update on calendar_day to motcua_app;

grant select on calendar_day to motcua_auditor;

grant insert, select, update on calendar_recompute to motcua_app;

grant select on calendar_recompute to motcua_auditor;

grant select on calendar_version to motcua_auditor;

grant select, update on calendar_version to motcua_app;

grant insert, select, update on calendar_year to motcua_app;

grant select on calendar_year to motcua_auditor;

grant select on dead_letter_decision to motcua_app;

grant select on dead_letter_decision to motcua_auditor;

grant insert, select on delegation to motcua_app;

grant select on delegation to motcua_auditor;

grant delete on document to motcua_worker;

grant insert, select on document to motcua_app;

grant select on document to motcua_auditor;

grant delete on document_source to motcua_worker;

grant insert, select on document_source to motcua_app;

grant select on document_source to motcua_auditor;

grant insert, select, update on dossier to motcua_app;

grant select on dossier to motcua_auditor;

grant insert, select on dossier_agency to motcua_app;

grant select on dossier_agency to motcua_auditor;

grant insert, select, update on dossier_consultation to motcua_app;

grant select on dossier_consultation to motcua_auditor;

grant insert, select on dossier_delta to motcua_app;

grant select on dossier_delta to motcua_auditor;

grant insert, select on dossier_document to motcua_app;

grant select on dossier_document to motcua_auditor;

grant insert, select on dossier_event to motcua_app;

grant select on dossier_event to motcua_auditor;

grant insert, select on dossier_link to motcua_app;

grant select on dossier_link to motcua_auditor;

grant insert, select, update on dossier_stay to motcua_app;

grant select on dossier_stay to motcua_auditor;

grant delete, insert, select, update on draft to motcua_app;

grant select on draft to motcua_auditor;

grant select on emergency_grant to motcua_app;

grant select on emergency_grant to motcua_auditor;

grant insert, select on emergency_step to motcua_app;

grant select on emergency_step to motcua_auditor;

grant insert on evidence_chunk to motcua_worker;

grant select on evidence_chunk to motcua_app;

grant select on evidence_chunk to motcua_auditor;

grant insert on evidence_leaf to motcua_worker;

grant select on evidence_leaf to motcua_app;

grant select on evidence_leaf to motcua_auditor;

grant insert on evidence_root to motcua_worker;

grant select on evidence_root to motcua_app;

grant select on evidence_root to motcua_auditor;

grant insert, select on file_store to motcua_app;

grant select on file_store to motcua_auditor;

grant insert, select, update on held_file to motcua_app;

grant select on held_file to motcua_auditor;

grant delete, insert, select on idempotency_key to motcua_app;

grant insert, select on import_run to motcua_app;

grant select on import_run to motcua_auditor;

grant delete, insert, select, update on known_browser to motcua_app;

grant insert, select, update on number_series to motcua_app;

grant select on number_series to motcua_auditor;

grant insert, select, update on office_hours to motcua_app;

grant select on office_hours to motcua_auditor;

grant insert, select, update on officer to motcua_app;

grant select on officer to motcua_auditor;

grant insert, select on organisation_change to motcua_app;

grant select on organisation_change to motcua_auditor;

grant insert on outbox to motcua_app;

grant select on outbox to motcua_auditor;

grant select, update on outbox to motcua_worker;

grant insert, select, update on partner_circuit to motcua_worker;

grant select on partner_circuit to motcua_auditor;

grant delete, insert, select, update on passkey to motcua_app;

grant delete, insert, select on passkey_challenge to motcua_app;

grant delete, insert, select on pending_sign_in to motcua_app;

grant insert, select on power_of_attorney to motcua_app;

grant select on power_of_attorney to motcua_auditor;

grant insert, select on procedure to motcua_app;

grant select on procedure to motcua_auditor;

grant delete, insert, select, update on procedure_import to motcua_app;

grant select on procedure_import to motcua_auditor;

grant delete, insert, select on procedure_import_row to motcua_app;

grant select on procedure_import_row to motcua_auditor;

grant insert, select on procedure_version to motcua_app;

grant select on procedure_version to motcua_auditor;

grant insert, select on process_step to motcua_app;

grant select on process_step to motcua_auditor;

grant insert, select on process_version to motcua_app;

grant select on process_version to motcua_auditor;

grant insert, select, update on province_setting to motcua_app;

grant select on province_setting to motcua_auditor;

grant delete, insert, select, update on recovery_code to motcua_app;

grant select on schema_migration to motcua_app;

grant select on schema_migration to motcua_auditor;

grant delete, insert, select, update on search_synonym to motcua_app;

grant select on search_synonym to motcua_auditor;

grant delete, insert, select, update on second_factor to motcua_app;

grant delete, insert, select, update on session to motcua_app;

grant insert, select, update on sign_in_policy to motcua_app;

grant select on sign_in_policy to motcua_auditor;

grant delete, insert, select, update on sign_in_tally to motcua_app;

grant insert, select on slip to motcua_app;

grant select on slip to motcua_auditor;

grant delete on stored_file to motcua_worker;

grant insert, select on stored_file to motcua_app;

grant select on stored_file to motcua_auditor;

grant delete, insert, select, update on upload to motcua_app;

grant select on upload to motcua_auditor;

grant delete, insert, select on upload_part to motcua_app;

grant select on upload_part to motcua_auditor;

grant select on user_scope to motcua_app;

grant select on user_scope to motcua_auditor;

grant select on worker to motcua_app;

grant select on worker to motcua_auditor;

create policy added on access_log for insert to motcua_app with check ((actor_id = COALESCE(( SELECT reader_self() AS reader_self), actor_id)));

create policy audit on access_log for select to motcua_auditor using (true);

create policy seen on access_log for select to motcua_app using (((actor_id = ( SELECT reader_self() AS reader_self)) OR (EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = access_log.dossier_id))) OR ((dossier_id IS NULL) AND (agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))))));

create policy work on access_log for all to motcua_worker using (true);

create policy added on account for insert to motcua_app with check (true);

create policy audit on account for select to motcua_auditor using (true);

create policy changed on account for update to motcua_app using (((kind = 'officer'::text) OR (id = ( SELECT reader_citizen() AS reader_citizen)) OR (identity_number = ( SELECT reader_identity() AS reader_identity)) OR (login = ( SELECT reader_key() AS reader_key)) OR (EXISTS ( SELECT
   FROM session s
  WHERE ((s.account_id = account.id) AND (s.token_hash = ( SELECT reader_key() AS reader_key)))))));

create policy seen on account for select to motcua_app using (((kind = 'officer'::text) OR (id = ( SELECT reader_citizen() AS reader_citizen)) OR (identity_number = ( SELECT reader_identity() AS reader_identity)) OR (login = ( SELECT reader_key() AS reader_key)) OR (EXISTS ( SELECT
   FROM session s
  WHERE ((s.account_id = account.id) AND (s.token_hash = ( SELECT reader_key() AS reader_key)))))));

create policy work on account for all to motcua_worker using (true);

create policy added on document for insert to motcua_app with check ((uploaded_by = ( SELECT reader_self() AS reader_self)));

create policy audit on document for select to motcua_auditor using (true);

create policy seen on document for select to motcua_app using (((uploaded_by = ( SELECT reader_self() AS reader_self)) OR (uploaded_by = ( SELECT reader_brought() AS reader_brought)) OR (EXISTS ( SELECT
   FROM draft d
  WHERE (('nhap-'::text || d.id) = document.uploaded_by))) OR (EXISTS ( SELECT
   FROM dossier_document l
  WHERE (l.document_id = document.id))) OR (EXISTS ( SELECT
   FROM (document_source s
     JOIN dossier_document l ON ((l.document_id = s.document_id)))
  WHERE (s.source_id = document.id))) OR (EXISTS ( SELECT
   FROM (document_source s
     JOIN dossier_document l ON ((l.document_id = s.source_id)))
  WHERE (s.document_id = document.id)))));

create policy work on document for all to motcua_worker using (true);

create policy audit on dossier for select to motcua_auditor using (true);

create policy changed on dossier for update to motcua_app using (((receiving_agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR (resolving_agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR ((submitted_by = (( SELECT reader_citizen() AS reader_citizen))::text) AND ((power_id IS NULL) OR (power_id = ANY (( SELECT reader_powers() AS reader_powers)::uuid[])))) OR (applicant_identity = ( SELECT reader_identity() AS reader_identity)) OR (code = ( SELECT reader_key() AS reader_key)) OR (submission_code = ( SELECT reader_key() AS reader_key)) OR ( SELECT true
   FROM dossier_agency x
  WHERE ((x.dossier_id = dossier.id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
           FROM user_scope s
          WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))))
 LIMIT 1)));

create policy filed on dossier for insert to motcua_app with check ((submitted_by = (COALESCE(( SELECT reader_officer() AS reader_officer), ( SELECT reader_citizen() AS reader_citizen)))::text));

create policy seen on dossier for select to motcua_app using (((receiving_agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR (resolving_agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR ((submitted_by = (( SELECT reader_citizen() AS reader_citizen))::text) AND ((power_id IS NULL) OR (power_id = ANY (( SELECT reader_powers() AS reader_powers)::uuid[])))) OR (applicant_identity = ( SELECT reader_identity() AS reader_identity)) OR (code = ( SELECT reader_key() AS reader_key)) OR (submission_code = ( SELECT reader_key() AS reader_key)) OR ( SELECT true
   FROM dossier_agency x
  WHERE ((x.dossier_id = dossier.id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
           FROM user_scope s
          WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))))
 LIMIT 1) OR (id = ANY (ARRAY( SELECT e.dossier_id
   FROM reader_emergencies() e(dossier_id, grant_id))))));

create policy work on dossier for all to motcua_worker using (true);

create policy added on dossier_consultation for insert to motcua_app with check (true);

create policy audit on dossier_consultation for select to motcua_auditor using (true);

create policy changed on dossier_consultation for update to motcua_app using (((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_consultation.dossier_id))) AND (dossier_id <> ALL (ARRAY( SELECT e.dossier_id
   FROM reader_emergencies() e(dossier_id, grant_id))))));

create policy seen on dossier_consultation for select to motcua_app using (((agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR ( SELECT true
   FROM dossier d
  WHERE (d.id = dossier_consultation.dossier_id)
 LIMIT 1)));

create policy work on dossier_consultation for all to motcua_worker using (true);

create policy added on dossier_document for insert to motcua_app with check (true);

create policy audit on dossier_document for select to motcua_auditor using (true);

create policy seen on dossier_document for select to motcua_app using ((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_document.dossier_id))));

create policy work on dossier_document for all to motcua_worker using (true);

create policy added on dossier_event for insert to motcua_app with check (true);

create policy audit on dossier_event for select to motcua_auditor using (true);

create policy seen on dossier_event for select to motcua_app using ((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_event.dossier_id))));

create policy work on dossier_event for all to motcua_worker using (true);

create policy added on dossier_link for insert to motcua_app with check (((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_link.dossier_id))) AND (dossier_id <> ALL (ARRAY( SELECT e.dossier_id
   FROM reader_emergencies() e(dossier_id, grant_id))))));

create policy audit on dossier_link for select to motcua_auditor using (true);

create policy seen on dossier_link for select to motcua_app using ((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = ANY (ARRAY[dossier_link.dossier_id, dossier_link.other_id])))));

create policy work on dossier_link for all to motcua_worker using (true);

create policy added on dossier_stay for insert to motcua_app with check (true);

create policy audit on dossier_stay for select to motcua_auditor using (true);

create policy changed on dossier_stay for update to motcua_app using (((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_stay.dossier_id))) AND (dossier_id <> ALL (ARRAY( SELECT e.dossier_id
   FROM reader_emergencies() e(dossier_id, grant_id))))));

create policy seen on dossier_stay for select to motcua_app using (((agency_id = ANY (ARRAY( SELECT s.agency_id
   FROM user_scope s
  WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))) OR ( SELECT true
   FROM dossier d
  WHERE (d.id = dossier_stay.dossier_id)
 LIMIT 1)));

create policy work on dossier_stay for all to motcua_worker using (true);

create policy audit on draft for select to motcua_auditor using (true);

create policy own on draft for all to motcua_app using (((account_id = ( SELECT reader_citizen() AS reader_citizen)) OR (token_hash = ( SELECT reader_key() AS reader_key))));

create policy work on draft for all to motcua_worker using (true);

create policy audit on emergency_grant for select to motcua_auditor using (true);

create policy seen on emergency_grant for select to motcua_app using (((officer_id = ( SELECT reader_officer() AS reader_officer)) OR ( SELECT true
   FROM dossier_agency x
  WHERE ((x.dossier_id = emergency_grant.dossier_id) AND (x.agency_id = ANY (ARRAY( SELECT s.agency_id
           FROM user_scope s
          WHERE (s.officer_id = ( SELECT reader_officer() AS reader_officer))))))
 LIMIT 1)));

create policy work on emergency_grant for all to motcua_worker using (true);

create policy added on emergency_step for insert to motcua_app with check (((officer_id = ( SELECT reader_officer() AS reader_officer)) AND ( SELECT true
   FROM emergency_grant g
  WHERE (g.id = emergency_step.grant_id)
 LIMIT 1)));

create policy audit on emergency_step for select to motcua_auditor using (true);

create policy seen on emergency_step for select to motcua_app using (( SELECT true
   FROM emergency_grant g
  WHERE (g.id = emergency_step.grant_id)
 LIMIT 1));

create policy work on emergency_step for all to motcua_worker using (true);

create policy audit on power_of_attorney for select to motcua_auditor using (true);

create policy changed on power_of_attorney for update to motcua_app using (((owner_id = ( SELECT reader_citizen() AS reader_citizen)) OR (attorney_identity = ( SELECT reader_identity() AS reader_identity)) OR (accepted_by = ( SELECT s.account_id
   FROM session s
  WHERE (s.token_hash = ( SELECT reader_key() AS reader_key))))));

create policy given on power_of_attorney for insert to motcua_app with check (((owner_id = ( SELECT reader_citizen() AS reader_citizen)) AND (owner_identity = ( SELECT reader_identity() AS reader_identity))));

create policy seen on power_of_attorney for select to motcua_app using (((owner_id = ( SELECT reader_citizen() AS reader_citizen)) OR (attorney_identity = ( SELECT reader_identity() AS reader_identity)) OR (accepted_by = ( SELECT s.account_id
   FROM session s
  WHERE (s.token_hash = ( SELECT reader_key() AS reader_key))))));

create policy work on power_of_attorney for all to motcua_worker using (true);

create policy added on slip for insert to motcua_app with check (true);

create policy audit on slip for select to motcua_auditor using (true);

create policy seen on slip for select to motcua_app using ((EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = slip.dossier_id))));

create policy work on slip for all to motcua_worker using (true);

create policy own on upload_part for all to motcua_app using ((EXISTS ( SELECT
   FROM upload u
  WHERE ((u.id = upload_part.upload_id) AND (u.owner = ( SELECT reader_self() AS reader_self))))));

create policy work on upload_part for all to motcua_worker using (true);

create policy audit on user_scope for select to motcua_auditor using (true);

create policy today on user_scope for select to motcua_app, motcua_worker using (((valid_to IS NULL) OR (valid_to > CURRENT_DATE)));
