-- Dossiers run under the version they were filed by, so what a version says can never be rewritten: it can only be ended.
-- A version whose text differs from the one in force is told by comparing the texts; a hash of them says no more.
alter table procedure_version drop column content_hash;
alter table procedure_version add column made_at timestamptz not null default now();
alter table procedure_version add column made_by text not null default '' check (made_by is nfc normalized);
alter table process_version add column published_by text not null default '' check (published_by is nfc normalized);

update procedure_version v
set content = v.content || jsonb_build_object(
  'components', coalesce((
    select jsonb_agg('{"electronic": true, "optional": false}'::jsonb || c.value order by c.ordinality)
    from jsonb_array_elements(v.content -> 'components') with ordinality c), '[]'::jsonb),
  'fees', coalesce((
    select jsonb_agg('{"channel": null}'::jsonb || f.value order by f.ordinality)
    from jsonb_array_elements(v.content -> 'fees') with ordinality f), '[]'::jsonb));

revoke update on procedure_version from motcua_app;
grant update (valid_to) on procedure_version to motcua_app;

-- A version that is replaced on its first day was in force for no whole day; the dossiers filed on it still name it.
alter table procedure_version drop constraint procedure_version_validity;
alter table procedure_version add constraint procedure_version_validity check (valid_to is null or valid_from <= valid_to);

-- Lists of the catalogue are read page by page in the order of the Vietnamese alphabet.
create index procedure_version_by_name on procedure_version (name collate "vi-VN-x-icu", procedure_id) where valid_to is null;
