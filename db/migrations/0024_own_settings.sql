-- What the province has set stays when the national catalogue says something new; what the catalogue alone has said may
-- be read anew. Until now both looked alike: a version in which everything is as an import leaves it is the catalogue's.
alter table procedure_version add column is_own boolean not null default true;
update procedure_version v
set is_own = false
where v.content ->> 'competence' = 'receiving'
  and v.content ->> 'supplementPolicy' = 'restart'
  and v.content -> 'sensitive' = 'false'::jsonb
  and v.content -> 'fees' = '[]'::jsonb
  and v.eform is null;
alter table procedure_version alter column is_own drop default;
comment on column procedure_version.is_own is 'The province has decided about the procedure, not the national catalogue alone.';
