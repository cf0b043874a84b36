create table calendar_recompute (
  id uuid primary key,
  amendment_id bigint not null references calendar_amendment,
  agency_id uuid references agency,
  basis text not null,
  actor_id text not null,
  actor_name text not null check (actor_name is nfc normalized),
  actor_agency_id uuid references agency,
  ordered_at timestamptz not null,
  after_id uuid,
  changed integer not null default 0 check (changed >= 0),
  unreckoned integer not null default 0 check (unreckoned >= 0),
  failed integer not null default 0 check (failed >= 0),
  finished_at timestamptz
);
comment on table calendar_recompute is 'Orders to reckon open dossiers'' dates anew after an amendment, in batches: after_id is the last dossier done, so that a stopped run goes on where it was; no agency means the whole province.';
create index calendar_recompute_waiting on calendar_recompute (ordered_at) where finished_at is null;
create index calendar_recompute_amendment on calendar_recompute (amendment_id);
select grant_app('calendar_recompute', 'select, insert, update');

create index dossier_running on dossier (id) where status in ('received', 'processing');

alter table calendar_amendment
  add column officer_name text not null default '',
  add column applies_later boolean not null default false;
comment on column calendar_amendment.applies_later is 'The dates of open dossiers are not reckoned anew with this change, as when a table is brought in; an administrator is asked to.';
