-- Answers of reviewers that the target file does not know yet. Written with the answer, deleted once the file has it.
create table pending_correction (
    sighting  text    not null primary key references sighting (id),
    queued_at integer not null
);
