-- A rate of sightings that left its baseline; ended_at is null while it lasts. source is empty for all together.
create table trend (
    target            text    not null,
    source            text    not null,
    began_at          integer not null,
    ended_at          integer,
    sightings         integer not null,
    posts             integer not null,
    usual_sightings   integer not null,
    usual_posts       integer not null,
    chance            real    not null,
    primary key (target, source, began_at)
) without rowid;

-- A source that brings nothing though it usually does; ended_at is null while it lasts.
create table outage (
    source   text    not null,
    since    integer not null,
    ended_at integer,
    reason   text    not null,
    primary key (source, since)
) without rowid;

-- What must always be found: a post in a source, a target in a video.
create table canary (
    kind       text    not null check (kind in ('post', 'video')),
    subject    text    not null,
    value      text    not null,
    added_at   integer not null,
    last_good  integer,
    checked_at integer,
    trouble    text,
    primary key (kind, subject, value)
) without rowid;
