-- Who did what. Rows are added at the end and never altered; each carries the hash of the one before.
create table audit (
    seq      integer not null primary key,
    at       integer not null,
    who      text    not null,
    action   text    not null,
    subject  text    not null,
    detail   text    not null,
    previous text    not null,
    hash     text    not null
) strict;

create trigger audit_is_never_changed before update on audit
begin
    select raise(abort, 'the audit log is only ever added to');
end;

create trigger audit_is_never_deleted before delete on audit
begin
    select raise(abort, 'the audit log is only ever added to');
end;

create trigger audit_is_added_to_at_its_end before insert on audit
when new.seq is not (select coalesce(max(seq), 0) + 1 from audit)
    or new.previous is not coalesce(
        (select hash from audit order by seq desc limit 1), 'nothing before')
begin
    select raise(abort, 'the audit log is only ever added to at its end');
end;

-- Who answers for a Target, why it is looked for, and until when.
create table target_terms (
    target     text    not null primary key,
    owner      text    not null,
    reason     text    not null,
    expires_at integer,
    set_at     integer not null
) without rowid;

-- One for a sighting whose evidence is to be stamped; due_at is when an authority is asked next.
create table timestamp (
    sighting   text    not null primary key references sighting (id),
    state      text    not null check (state in ('pending', 'stamped', 'void')),
    asked_at   integer not null,
    due_at     integer not null,
    attempts   integer not null default 0,
    reason     text,
    stamped_at integer,
    authority  text
) without rowid;
create index timestamp_to_do on timestamp (state, due_at);
