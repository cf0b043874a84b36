alter table session add column address text not null default '';
alter table session add column last_used_at timestamptz;
update session set last_used_at = created_at;
alter table session alter column last_used_at set not null;
comment on column session.last_used_at is 'To about a minute: each server process writes the uses of all its sessions together.';
