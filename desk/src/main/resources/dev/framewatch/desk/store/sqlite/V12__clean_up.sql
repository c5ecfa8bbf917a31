-- When old data was last deleted, the longest time between two deletions so far in milliseconds, and since when the
-- clock is doubted, so that nothing is deleted; one row.
create table clean_up (
    id            integer primary key check (id = 1),
    last_at       integer not null,
    longest_gap   integer not null,
    doubted_since integer
);
