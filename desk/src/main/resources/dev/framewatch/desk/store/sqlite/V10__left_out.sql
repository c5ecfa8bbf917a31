-- What a source has and nobody looks at, for display; empty if nothing.
alter table source add column left_out text not null default '';
