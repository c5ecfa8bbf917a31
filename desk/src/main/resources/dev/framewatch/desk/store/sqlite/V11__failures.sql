-- Since when a post fails, when it failed last and how: transient, unavailable, local, gone, permanent or scan.
alter table post add column failing_since integer;
alter table post add column failed_at integer;
alter table post add column failure_kind text;

-- How often scanning a video has died, why, and when it is tried again.
alter table video add column failed_scans integer not null default 0;
alter table video add column scan_failure text;
alter table video add column scan_due_at integer not null default 0;

-- What is wrong with the watch itself, for display; a row lasts as long as the problem.
create table concern (
    subject text    not null primary key,
    reason  text    not null,
    since   integer not null
) without rowid;
