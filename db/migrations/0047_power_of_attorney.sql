-- A citizen empowers another person to file for him, for some days and for all procedures or some; it holds once that
-- person has accepted, and until it ends or one of the two takes it back.
create table power_of_attorney (
  id uuid primary key,
  owner_id uuid not null references account,
  owner_name text not null check (owner_name is nfc normalized),
  owner_identity text not null,
  attorney_name text not null check (attorney_name is nfc normalized),
  attorney_identity text not null check (attorney_identity ~ '^\d{12}$'),
  procedures text[] check (cardinality(procedures) > 0),
  valid_from date not null,
  valid_to date not null,
  made_at timestamptz not null,
  answered_at timestamptz,
  accepted_by uuid references account,
  revoked_at timestamptz,
  revoked_by text check (revoked_by in ('owner', 'attorney')),
  constraint power_validity check (valid_from < valid_to),
  constraint power_to_another check (owner_identity <> attorney_identity),
  constraint power_answer check (accepted_by is null or answered_at is not null),
  constraint power_end check ((revoked_at is null) = (revoked_by is null))
);
comment on table power_of_attorney is 'Who may file dossiers for whom: given by the owner, in force once accepted, from valid_from until the day before valid_to or until it was taken back; without procedures, for all. Rows stay for ever.';
create index power_owner on power_of_attorney (owner_id);
create index power_attorney on power_of_attorney (attorney_identity);
create index power_accepted on power_of_attorney (accepted_by) where revoked_at is null;
select grant_app('power_of_attorney', 'select, insert');
grant update (answered_at, accepted_by, revoked_at, revoked_by) on power_of_attorney to motcua_app;

-- What was answered or taken back stays so.
create function keep_power() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null or (old.answered_at is not null
    and (new.answered_at, new.accepted_by) is distinct from (old.answered_at, old.accepted_by)) then
    raise exception 'a power of attorney is answered and taken back once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger kept before update on power_of_attorney for each row execute function keep_power();
create trigger only_added before delete or truncate on power_of_attorney execute function refuse_change();

alter table power_of_attorney enable row level security;
do $$
declare
  -- The last: who holds a session is asked before it is known who that is.
  seen text := '
    owner_id = (select reader_citizen())
    or attorney_identity = (select reader_identity())
    or accepted_by = (select s.account_id from session s where s.token_hash = (select reader_key()))';
begin
  execute format('create policy seen on power_of_attorney for select to motcua_app using (%s)', seen);
  execute format('create policy changed on power_of_attorney for update to motcua_app using (%s)', seen);
end $$;
create policy given on power_of_attorney for insert to motcua_app with check (
  owner_id = (select reader_citizen()) and owner_identity = (select reader_identity()));
create policy work on power_of_attorney to motcua_worker using (true);
create policy audit on power_of_attorney for select to motcua_auditor using (true);

alter table dossier add column power_id uuid references power_of_attorney;

-- The powers by which the reader sees what he filed. A function, so that the policy stays small in every plan.
create function reader_powers() returns uuid[]
language sql stable security definer set search_path from current
begin atomic
  select array(
    select p.id from power_of_attorney p
    where p.accepted_by = reader_citizen() and p.revoked_at is null
      and p.valid_from <= current_date and p.valid_to > current_date);
end;

-- Whoever filed by a power sees the dossier as long as it holds; its owner always does.
do $$
declare
  scope text := 'array(select s.agency_id from user_scope s where s.officer_id = (select reader_officer()))';
  seen text;
begin
  seen := format('
    receiving_agency_id = any(%1$s)
    or resolving_agency_id = any(%1$s)
    or (submitted_by = (select reader_citizen())::text
      and (power_id is null or power_id = any((select reader_powers())::uuid[])))
    or applicant_identity = (select reader_identity())
    or code = (select reader_key())
    or submission_code = (select reader_key())
    or (select true from dossier_agency x where x.dossier_id = dossier.id and x.agency_id = any(%1$s) limit 1)', scope);
  drop policy seen on dossier;
  drop policy changed on dossier;
  execute format('create policy seen on dossier for select to motcua_app using (%s)', seen);
  execute format('create policy changed on dossier for update to motcua_app using (%s)', seen);
end $$;
