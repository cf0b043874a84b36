alter table account add column activation_hash text;
alter table account add column activation_expires_at timestamptz;
alter table account add column blocked_at timestamptz;
alter table account add constraint account_activation check ((activation_hash is null) = (activation_expires_at is null));
alter table account add constraint account_identity_number check (identity_number ~ '^[0-9]{12}$');
create unique index account_identity on account (identity_number) where identity_number is not null;

-- A public name for a session, so that one can be ended from a list without its token or the hash of it being shown.
alter table session add column id uuid not null default gen_random_uuid();
create unique index session_id on session (id);

create function keep_identity_number() returns trigger
language plpgsql as $$
begin
  if new.identity_number is distinct from old.identity_number then
    raise exception 'The identity number of an account never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger account_identity_kept before update of identity_number on account for each row execute function keep_identity_number();
