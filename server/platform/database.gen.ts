// Generated from the migrations by npm run types. Do not edit.
import type { ColumnType, Generated } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";

export interface AccessLink {
  number: number;
  ids: string;
  leaves: Buffer;
  previous_hash: string;
  hash: string;
  made_at: Moment;
}

export interface AccessLog {
  id: ColumnType<number, never, never>;
  at: Generated<Moment>;
  actor_kind: string;
  actor_id: string;
  object_kind: string;
  object_id: string;
  purpose: string;
  kind: string | null;
  dossier_id: string | null;
  actor_name: string | null;
  login: string | null;
  agency_id: string | null;
  request_id: string | null;
  grant_id: string | null;
}

export interface Account {
  id: string;
  kind: string;
  login: string;
  password_hash: string | null;
  officer_id: string | null;
  name: string;
  identity_number: string | null;
  birth_date: PlainDate | null;
  phone: Generated<string>;
  email: Generated<string>;
  address: Generated<string>;
  activation_hash: string | null;
  activation_expires_at: Moment | null;
  blocked_at: Moment | null;
}

export interface Agency {
  id: string;
  code: string;
  legacy_code: string | null;
  name: string;
  level: string;
  parent_id: string | null;
  is_one_stop: Generated<boolean>;
  address: Generated<string>;
  hotline: Generated<string>;
  valid_from: PlainDate;
  valid_to: PlainDate | null;
  counter_kind: string | null;
}

export interface AgencyFormer {
  agency_id: string;
  valid_to: PlainDate;
  name: string;
  parent_id: string | null;
  address: string;
  hotline: string;
}

export interface AgencySuccessor {
  predecessor_id: string;
  successor_id: string;
  on_date: PlainDate;
  basis: string;
}

export interface Appointment {
  id: string;
  officer_id: string;
  agency_id: string;
  roles: string[];
  valid_from: PlainDate;
  valid_to: PlainDate | null;
  basis: Generated<string>;
}

export interface ArrivingFile {
  sha256: string;
  arrival: string;
  since: Moment;
}

export interface CalendarAmendment {
  id: ColumnType<number, never, never>;
  at: Moment;
  officer_id: string;
  agency_id: string | null;
  basis: string;
  change: ColumnType<unknown, string, string>;
  officer_name: Generated<string>;
  applies_later: Generated<boolean>;
}

export interface CalendarDay {
  id: ColumnType<number, never, never>;
  agency_id: string | null;
  date: PlainDate;
  kind: string;
  name: string;
  intervals: ColumnType<unknown, string | null, string | null>;
  basis: string;
}

export interface CalendarRecompute {
  id: string;
  amendment_id: number;
  agency_id: string | null;
  basis: string;
  actor_id: string;
  actor_name: string;
  actor_agency_id: string | null;
  ordered_at: Moment;
  after_id: string | null;
  changed: Generated<number>;
  unreckoned: Generated<number>;
  failed: Generated<number>;
  finished_at: Moment | null;
}

export interface CalendarVersion {
  single: Generated<boolean>;
  mark: Generated<string>;
}

export interface CalendarYear {
  year: number;
  basis: string;
  confirmed_by: string;
  confirmed_at: Moment;
}

export interface DeadLetterDecision {
  id: Generated<string>;
  letter: string;
  kind: string;
  dossier_id: string | null;
  attempts: number;
  last_error: string | null;
  dead_at: Moment;
  decision: string;
  reason: string | null;
  decided_by: string;
  decided_by_name: string;
  decided_at: Moment;
  content: ColumnType<unknown, string | null, string | null>;
}

export interface Delegation {
  id: string;
  kind: string;
  agency_id: string;
  principal_id: string;
  substitute_id: string;
  roles: string[];
  valid_from: PlainDate;
  valid_to: PlainDate;
  basis: string;
  made_at: Moment;
  made_by: string;
  ended_at: Moment | null;
  ended_by: string | null;
  end_reason: string | null;
}

export interface Document {
  id: string;
  sha256: string;
  name: string;
  uploaded_by: string;
  uploaded_at: Moment;
}

export interface DocumentSource {
  document_id: string;
  source_id: string;
  position: number;
}

export interface Dossier {
  id: string;
  version: number;
  status: string;
  code: string | null;
  submission_code: string;
  procedure_version_id: string;
  process_version_id: string;
  channel: string;
  applicant_name: string;
  applicant_identity: string;
  applicant_key: ColumnType<string, never, never>;
  submitted_by: string;
  receiving_agency_id: string;
  resolving_agency_id: string;
  custody_agency_id: string | null;
  submitted_at: Moment;
  received_at: Moment | null;
  original_due_at: Moment | null;
  due_at: Moment | null;
  finished_at: Moment | null;
  returned_at: Moment | null;
  state: ColumnType<unknown, string, string>;
  last_hash: string;
  custody_to_agency_id: string | null;
  supply_by: Moment | null;
  power_id: string | null;
}

export interface DossierAgency {
  dossier_id: string;
  agency_id: string;
  status: string;
  procedure_version_id: string;
  submitted_at: Moment;
}

export interface DossierConsultation {
  dossier_id: string;
  id: number;
  agency_id: string;
  due_at: Moment;
  answered_at: Moment | null;
}

export interface DossierDelta {
  id: ColumnType<number, never, never>;
  agency_id: string;
  procedure_version_id: string;
  day: PlainDate;
  channel: string;
  measure: string;
  amount: number;
}

export interface DossierDocument {
  dossier_id: string;
  document_id: string;
}

export interface DossierEvent {
  dossier_id: string;
  version: number;
  at: Moment;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  agency_id: string | null;
  type: string;
  due_before: Moment | null;
  due_after: Moment | null;
  fact: ColumnType<unknown, string, string>;
  previous_hash: string;
  hash: string;
  recorded: ColumnType<number, never, never>;
}

export interface DossierLink {
  dossier_id: string;
  other_id: string;
  kind: string;
  linked_at: Moment;
}

export interface DossierStay {
  dossier_id: string;
  id: number;
  step_key: string;
  agency_id: string;
  officer_id: string | null;
  started_at: Moment;
  due_at: Moment | null;
  ended_at: Moment | null;
}

export interface Draft {
  id: string;
  account_id: string | null;
  procedure_version_id: string;
  answers: ColumnType<unknown, string, string>;
  papers: ColumnType<unknown, string, string>;
  place: ColumnType<unknown, string, string>;
  created_at: Moment;
  saved_at: Moment;
  submission: ColumnType<unknown, string | undefined, string>;
  token_hash: string | null;
  case_name: string | null;
  filing_for: ColumnType<unknown, string, string>;
  dossier_id: string | null;
  continues: string | null;
}

export interface EmergencyGrant {
  id: string;
  officer_id: string;
  officer_name: string;
  login: string | null;
  agency_id: string | null;
  dossier_id: string;
  dossier_code: string;
  reason: string;
  at: Moment;
  until: Moment;
  made_at: Generated<Moment>;
  request_id: string | null;
}

export interface EmergencyStep {
  id: ColumnType<number, never, never>;
  grant_id: string;
  kind: string;
  at: Moment;
  officer_id: string;
  officer_name: string;
  note: Generated<string>;
}

export interface EvidenceChunk {
  number: number;
  day: PlainDate;
  root: string;
}

export interface EvidenceLeaf {
  position: number;
  day: PlainDate;
  dossier_id: string;
  version: number;
  hash: string;
}

export interface EvidenceRoot {
  day: PlainDate;
  dossiers: number;
  events: number;
  root: string;
  previous_hash: string;
  hash: string;
  up_to: number;
  made_at: Moment;
}

export interface FileStore {
  singleton: Generated<boolean>;
  id: string;
  since: Generated<Moment>;
}

export interface HeldFile {
  id: string;
  sha256: string;
  size: number;
  name: string;
  finding: string;
  uploaded_by: string;
  found_at: Moment;
  state: string;
  decided_by: string | null;
  decided_at: Moment | null;
  reason: string | null;
}

export interface IdempotencyKey {
  key: string;
  actor_id: string;
  fingerprint: string;
  response: ColumnType<unknown, string, string>;
  created_at: Generated<Moment>;
}

export interface ImportRun {
  id: string;
  kind: string;
  mode: string;
  file_name: string;
  at: Moment;
  actor_id: string;
  actor_name: string;
  rows: ColumnType<unknown, string, string>;
}

export interface KnownBrowser {
  token_hash: string;
  account_id: string;
  last_used_at: Moment;
}

export interface NumberSeries {
  kind: string;
  agency_id: string;
  period: string;
  last: number;
}

export interface OfficeHours {
  id: ColumnType<number, never, never>;
  agency_id: string | null;
  weekday: number;
  intervals: ColumnType<unknown, string, string>;
  valid_from: PlainDate;
  valid_to: PlainDate | null;
  basis: string;
}

export interface Officer {
  id: string;
  name: string;
  post: Generated<string>;
  phone: Generated<string>;
  email: Generated<string>;
}

export interface OrganisationChange {
  id: ColumnType<number, never, never>;
  at: Moment;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  action: string;
  agency_id: string | null;
  officer_id: string | null;
  before: ColumnType<unknown, string | null, string | null>;
  after: ColumnType<unknown, string | null, string | null>;
  basis: Generated<string>;
}

export interface Outbox {
  id: ColumnType<number, never, never>;
  topic: string;
  payload: ColumnType<unknown, string, string>;
  created_at: Generated<Moment>;
  delivered_at: Moment | null;
  attempts: Generated<number>;
  last_error: string | null;
  stream: Generated<string>;
  partner: Generated<string>;
  next_at: Generated<Moment>;
  lease: string | null;
  leased_until: Moment | null;
  dead_at: Moment | null;
  closed_at: Moment | null;
  event_version: number | null;
  closed_reason: string | null;
}

export interface PartnerCircuit {
  partner: string;
  failures: number;
  open_until: Moment | null;
  last_error: string | null;
  failed_at: Moment | null;
}

export interface Passkey {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  name: string;
  since: Moment;
  last_used_at: Moment | null;
}

export interface PasskeyChallenge {
  token_hash: string;
  challenge: string;
  account_id: string | null;
  expires_at: Moment;
}

export interface PendingSignIn {
  token_hash: string;
  account_id: string;
  expires_at: Moment;
}

export interface PowerOfAttorney {
  id: string;
  owner_id: string;
  owner_name: string;
  owner_identity: string;
  attorney_name: string;
  attorney_identity: string;
  procedures: string[] | null;
  valid_from: PlainDate;
  valid_to: PlainDate;
  made_at: Moment;
  answered_at: Moment | null;
  accepted_by: string | null;
  revoked_at: Moment | null;
  revoked_by: string | null;
}

export interface Procedure {
  id: string;
  code: string;
  created_at: Generated<Moment>;
}

export interface ProcedureImport {
  id: string;
  file_name: string;
  brought_at: Moment;
  actor_id: string;
  actor_name: string;
  sha256: string;
  mode: string | null;
  taken_at: Moment | null;
}

export interface ProcedureImportRow {
  import_id: string;
  number: number;
  line: number | null;
  code: string;
  name: string;
  outcome: string;
  detail: ColumnType<unknown, string, string>;
}

export interface ProcedureVersion {
  id: string;
  procedure_id: string;
  number: number;
  name: string;
  field: string;
  service_level: string;
  content: ColumnType<unknown, string, string>;
  eform: ColumnType<unknown, string | null, string | null>;
  valid_from: PlainDate;
  valid_to: PlainDate | null;
  search_key: ColumnType<string, never, never>;
  made_at: Generated<Moment>;
  made_by: Generated<string>;
  is_own: boolean;
}

export interface ProcessStep {
  process_version_id: string;
  position: number;
  key: string;
  name: string;
  kind: string;
  role: string;
  unit: string;
  hours: number;
  next: string[];
  split: string;
  join_rule: string;
}

export interface ProcessVersion {
  id: string;
  procedure_version_id: string;
  number: number;
  decision_number: string;
  decision_date: PlainDate;
  published_at: Moment;
  published_by: Generated<string>;
}

export interface ProvinceSetting {
  single: Generated<boolean>;
  place_name: string;
  hotline: string;
  emergency_hours: Generated<number>;
}

export interface RecoveryCode {
  account_id: string;
  code_hash: string;
  used_at: Moment | null;
}

export interface SchemaMigration {
  name: string;
  checksum: string;
  applied_at: Generated<Moment>;
}

export interface SearchSynonym {
  folded: string;
  meaning: string;
}

export interface SecondFactor {
  account_id: string;
  sealed_secret: string;
  since: Moment;
  last_step: number;
}

export interface Session {
  token_hash: string;
  account_id: string;
  created_at: Moment;
  expires_at: Moment;
  user_agent: Generated<string>;
  id: Generated<string>;
  address: Generated<string>;
  last_used_at: Moment;
}

export interface SignInPolicy {
  single: Generated<boolean>;
  second_factor_for: string;
  second_factor_from: PlainDate;
  session_hours: number;
  idle_minutes: number;
}

export interface SignInTally {
  key: string;
  failed: number;
  since: Moment;
  until: Moment | null;
}

export interface Slip {
  id: string;
  dossier_id: string;
  kind: string;
  slip_set: string;
  number: number;
  period: string;
  agency_id: string;
  issued_at: Moment;
  issued_by: string;
  dossier_version: number;
}

export interface StoredFile {
  sha256: string;
  size: number;
  media_type: string;
  pages: number | null;
  created_at: Moment;
}

export interface Upload {
  id: string;
  owner: string;
  address_hash: string;
  name: string;
  size: number;
  sha256: string | null;
  received: Generated<number>;
  state: Generated<string>;
  refusal: string | null;
  created_at: Moment;
  expires_at: Moment;
}

export interface UploadPart {
  upload_id: string;
  starts_at: number;
  bytes: Buffer;
}

export interface UserScope {
  officer_id: string;
  agency_id: string;
  valid_to: PlainDate | null;
}

export interface Worker {
  id: string;
  worker_ids: string[];
  host: string;
  pid: number;
  started_at: Generated<Moment>;
  beat_at: Generated<Moment>;
}

export interface DB {
  access_link: AccessLink;
  access_log: AccessLog;
  account: Account;
  agency: Agency;
  agency_former: AgencyFormer;
  agency_successor: AgencySuccessor;
  appointment: Appointment;
  arriving_file: ArrivingFile;
  calendar_amendment: CalendarAmendment;
  calendar_day: CalendarDay;
  calendar_recompute: CalendarRecompute;
  calendar_version: CalendarVersion;
  calendar_year: CalendarYear;
  dead_letter_decision: DeadLetterDecision;
  delegation: Delegation;
  document: Document;
  document_source: DocumentSource;
  dossier: Dossier;
  dossier_agency: DossierAgency;
  dossier_consultation: DossierConsultation;
  dossier_delta: DossierDelta;
  dossier_document: DossierDocument;
  dossier_event: DossierEvent;
  dossier_link: DossierLink;
  dossier_stay: DossierStay;
  draft: Draft;
  emergency_grant: EmergencyGrant;
  emergency_step: EmergencyStep;
  evidence_chunk: EvidenceChunk;
  evidence_leaf: EvidenceLeaf;
  evidence_root: EvidenceRoot;
  file_store: FileStore;
  held_file: HeldFile;
  idempotency_key: IdempotencyKey;
  import_run: ImportRun;
  known_browser: KnownBrowser;
  number_series: NumberSeries;
  office_hours: OfficeHours;
  officer: Officer;
  organisation_change: OrganisationChange;
  outbox: Outbox;
  partner_circuit: PartnerCircuit;
  passkey: Passkey;
  passkey_challenge: PasskeyChallenge;
  pending_sign_in: PendingSignIn;
  power_of_attorney: PowerOfAttorney;
  procedure: Procedure;
  procedure_import: ProcedureImport;
  procedure_import_row: ProcedureImportRow;
  procedure_version: ProcedureVersion;
  process_step: ProcessStep;
  process_version: ProcessVersion;
  province_setting: ProvinceSetting;
  recovery_code: RecoveryCode;
  schema_migration: SchemaMigration;
  search_synonym: SearchSynonym;
  second_factor: SecondFactor;
  session: Session;
  sign_in_policy: SignInPolicy;
  sign_in_tally: SignInTally;
  slip: Slip;
  stored_file: StoredFile;
  upload: Upload;
  upload_part: UploadPart;
  user_scope: UserScope;
  worker: Worker;
}
