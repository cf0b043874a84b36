-- Behind a policy the database tries no pattern on a row before it knows that the reader may see it, so the indexes on
-- names and ends of codes would stand unused. These look first and answer with what is in the reader's scope alone.
create function dossiers_named(pattern text, most integer) returns table (id uuid, submitted_at timestamptz)
language sql stable security definer set search_path from current
begin atomic
  with c as materialized (
    select d.id, d.submitted_at from dossier d where d.applicant_key like $1
  )
  select c.id, c.submitted_at from c
  where (
    select true from dossier_agency x
    where x.dossier_id = c.id
      and x.agency_id = any(array(select s.agency_id from user_scope s where s.officer_id = reader_officer()))
    limit 1)
  order by c.submitted_at desc, c.id desc
  limit $2;
end;

-- By a code, or by its end where that is asked for. A span of the index rather than a pattern, so that a plan made for
-- every code uses it too; ~ comes after all that codes hold.
create function dossiers_coded(code text, by_end boolean, most integer) returns table (id uuid, submitted_at timestamptz)
language sql stable security definer set search_path from current
begin atomic
  with c as materialized (
    select d.id, d.submitted_at from dossier d where d.code = $1 or d.submission_code = $1
    union
    select d.id, d.submitted_at from dossier d
    where $2 and reverse(d.code) ~>=~ reverse($1) and reverse(d.code) ~<~ (reverse($1) || '~')
  )
  select c.id, c.submitted_at from c
  where (
    select true from dossier_agency x
    where x.dossier_id = c.id
      and x.agency_id = any(array(select s.agency_id from user_scope s where s.officer_id = reader_officer()))
    limit 1)
  order by c.submitted_at desc, c.id desc
  limit $3;
end;

-- Among so many of the newest of the province, by a pattern of the name or the end of a code.
create function dossiers_among_newest(pattern text, code text, newest integer, most integer)
returns table (id uuid, submitted_at timestamptz)
language sql stable security definer set search_path from current
begin atomic
  with n as materialized (
    select d.id, d.submitted_at, d.applicant_key, d.code
    from dossier d order by d.submitted_at desc, d.id desc limit $3
  )
  select c.id, c.submitted_at from n c
  where (c.applicant_key like $1 or (reverse(c.code) ~>=~ reverse($2) and reverse(c.code) ~<~ (reverse($2) || '~')))
    and (
      select true from dossier_agency x
      where x.dossier_id = c.id
        and x.agency_id = any(array(select s.agency_id from user_scope s where s.officer_id = reader_officer()))
      limit 1)
  order by c.submitted_at desc, c.id desc
  limit $4;
end;
