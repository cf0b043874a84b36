alter table dossier add column custody_to_agency_id uuid references agency;
alter table dossier add column supply_by timestamptz;
create index dossier_custody_to on dossier (custody_to_agency_id) where custody_to_agency_id is not null;
create index dossier_unsupplied on dossier (supply_by) where status = 'awaiting-supplement';
create index dossier_received on dossier (submitted_at desc, id desc);
create index document_sha256 on document (sha256);

alter table dossier drop constraint dossier_channel_check;
alter table dossier add constraint dossier_channel_check check (channel in
  ('self-online', 'assisted-online', 'authorised-online', 'direct', 'authorised-direct', 'postal'));

-- States saved before this migration, in the shape that the rules read now.
update dossier d set state = d.state - 'custodyAgencyId' || jsonb_build_object(
  'authorisation', null, 'links', jsonb_build_array(), 'handedOut', null,
  'custody', case when d.custody_agency_id is null then null else jsonb_build_object('holderAgencyId', d.custody_agency_id,
    'inTransitTo', null, 'since', d.state -> 'receivedAt') end,
  'supplement', case when jsonb_typeof(d.state -> 'supplement') = 'object'
    then d.state -> 'supplement' || jsonb_build_object('late', false, 'supplyBy', null) end,
  'payment', case when jsonb_typeof(d.state -> 'payment') = 'object'
    then d.state -> 'payment' || jsonb_build_object('secondDueAt', null) end);

create table dossier_link (
  dossier_id uuid not null references dossier,
  other_id uuid not null references dossier,
  kind text not null check (kind in ('follows', 'related', 'replaces')),
  linked_at timestamptz not null,
  primary key (dossier_id, other_id),
  constraint dossier_link_other check (dossier_id <> other_id)
);
comment on table dossier_link is 'Which dossier names which other one, and how it stands to it; both sides show it to those who may see them.';
create index dossier_link_other on dossier_link (other_id);
select grant_app('dossier_link', 'select, insert');

alter table draft add column submission jsonb not null default '{}';
comment on column draft.submission is 'Everything else of the submission that the draft will make: applicant, channel, competent agency, place of the result.';

create table dossier_consultation (
  dossier_id uuid not null references dossier,
  id integer not null,
  agency_id uuid not null references agency,
  due_at timestamptz not null,
  answered_at timestamptz,
  primary key (dossier_id, id)
);
comment on table dossier_consultation is 'Opinions that agencies were asked for and, once answered, when; the words are in the dossier''s state.';
create index dossier_consultation_open on dossier_consultation (agency_id, due_at) where answered_at is null;
select grant_app('dossier_consultation', 'select, insert, update');
insert into dossier_consultation (dossier_id, id, agency_id, due_at, answered_at)
select d.id, c.id, c."agencyId", c."dueAt", c."answeredAt"
from dossier d cross join jsonb_to_recordset(d.state -> 'consultations')
  as c(id integer, "agencyId" uuid, "dueAt" timestamptz, "answeredAt" timestamptz);
