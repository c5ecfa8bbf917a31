-- When old data was last deleted, the longest time between two deletions so far, and since when and after which gap
-- the clock is doubted, so that nothing is deleted; one row. Times are in milliseconds.
create table clean_up (
    id            integer primary key check (id = 1),
    last_at       integer not null,
    longest_gap   integer not null,
    doubted_since integer,
    doubted_gap   integer
);
