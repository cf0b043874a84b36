-- What an officer shows besides the password: a code from a telephone, or one from paper when the telephone is lost.
create table second_factor (
  account_id uuid primary key references account,
  sealed_secret text not null,
  since timestamptz not null,
  last_step bigint not null
);
comment on table second_factor is 'The secret behind an officer''s one-time codes, sealed with the key of the instance. last_step is the half minute of the last code that was taken: it and all before it open nothing any more.';
select grant_app('second_factor', 'select, insert, update, delete');

create table recovery_code (
  account_id uuid not null references account,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
comment on table recovery_code is 'Codes on paper, each good once in place of a second factor. Only hashes of 122 random bits are kept.';
select grant_app('recovery_code', 'select, insert, update, delete');

create table pending_sign_in (
  token_hash text primary key,
  account_id uuid not null references account,
  expires_at timestamptz not null
);
comment on table pending_sign_in is 'Browsers that have shown an officer''s password and still owe the second factor; they may do nothing else.';
create index pending_sign_in_account on pending_sign_in (account_id);
select grant_app('pending_sign_in', 'select, insert, delete');

create table sign_in_policy (
  single boolean primary key default true check (single),
  second_factor_for text not null check (second_factor_for in ('nobody', 'administrators', 'leaders', 'everybody')),
  second_factor_from date not null,
  session_hours integer not null check (session_hours between 1 and 24),
  idle_minutes integer not null check (idle_minutes between 5 and 1440)
);
comment on table sign_in_policy is 'Which officers must have a second factor, from which day, and how long their sessions last; without a row nobody must, and sessions last 8 hours, idle for at most 4.';
select grant_app('sign_in_policy', 'select, insert, update');

-- Inspectors read everything but what opens an account.
revoke select on second_factor, recovery_code, pending_sign_in from motcua_auditor;
