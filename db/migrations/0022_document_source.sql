create table document_source (
  document_id uuid not null references document,
  source_id uuid not null references document,
  position integer not null,
  primary key (document_id, source_id)
);
comment on table document_source is 'From which documents another was made, in the order of its pages: several photos of one paper become one PDF.';
create index document_source_source on document_source (source_id);
select grant_app('document_source', 'select, insert');

insert into document_source (document_id, source_id, position) select d.id, d.derived_from, 0 from document d where d.derived_from is not null;
alter table document drop column derived_from;
comment on table document is 'A file that somebody brought, or one made from it; document_source says from which.';
