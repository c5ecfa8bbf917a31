-- Moments are milliseconds since 1970 in UTC. What a person did not confirm is forgotten: see retention.

create table source (
    name          text    not null primary key,
    kind          text    not null,
    place         text    not null,
    every_seconds integer not null,
    allow_private integer not null,
    added_at      integer not null,
    paused        integer not null default 0,
    cursor        text    not null default '',
    due_at        integer not null,
    failures      integer not null default 0,
    last_success  integer
);

-- One row a poll; failure is null where it worked.
create table poll (
    id      integer primary key,
    source  text    not null,
    at      integer not null,
    items   integer not null,
    fresh   integer not null,
    failure text
);
create index poll_of_source on poll (source, at);

-- step says what was done last, due_at when the next is due.
create table post (
    id            text    not null primary key,
    platform      text    not null,
    platform_id   text    not null,
    source        text    not null,
    allow_private integer not null,
    page          text,
    author_id     text    not null,
    author        text    not null,
    caption       text    not null,
    hashtags      text    not null,
    posted_at     integer,
    views         integer,
    likes         integer,
    shares        integer,
    comments      integer,
    media         text    not null,
    metadata      text    not null,
    found_at      integer not null,
    step          text    not null check (step in ('found', 'fetched', 'judged', 'lost')),
    due_at        integer not null,
    attempts      integer not null default 0,
    reason        text,
    video         text references video (sha256),
    missing       text    not null default '',
    judged_at     integer,
    forgotten_at  integer,
    unique (platform, platform_id)
);
create index post_to_do on post (step, due_at);
create index post_of_video on post (video);
create index post_of_source on post (source, judged_at);

-- The same post seen again: its counters over time.
create table appearance (
    post     text    not null references post (id),
    source   text    not null,
    at       integer not null,
    views    integer,
    likes    integer,
    shares   integer,
    comments integer,
    primary key (post, source, at)
) without rowid;

-- path is relative to the home folder; null once the media are deleted.
create table video (
    sha256       text    not null primary key,
    bytes        integer not null,
    seconds      real,
    path         text,
    fetched_at   integer not null,
    fetched_from text,
    family       text,
    fingerprint  blob
);
create index video_of_family on video (family);
create index video_on_disk on video (fetched_at) where path is not null;

create table verdict (
    video           text    not null references video (sha256),
    target          text    not null,
    detector        text    not null,
    verdict         text    not null,
    reason          text,
    score           real,
    share           real    not null,
    positives       integer not null,
    sampled         integer not null,
    longest_seconds real    not null,
    decoded_seconds real    not null,
    rule            text    not null,
    threshold       real    not null,
    at              integer not null,
    primary key (video, target, detector)
) without rowid;

-- One for a target and a post; alerts go out once for a target and a family.
create table sighting (
    id       text    not null primary key,
    target   text    not null,
    post     text    not null references post (id),
    video    text    not null references video (sha256),
    family   text    not null,
    detector text    not null,
    score    real    not null,
    share    real    not null,
    seen_at  integer not null,
    state    text    not null check (state in ('new', 'confirmed', 'rejected', 'closed', 'expired')),
    evidence text    not null,
    unique (target, post)
);
create index sighting_of_family on sighting (target, family);
create index sighting_seen on sighting (target, seen_at);

create table review (
    id       integer primary key,
    sighting text    not null references sighting (id),
    frame    real,
    answer   text    not null check (answer in ('confirmed', 'rejected', 'closed')),
    who      text    not null,
    note     text    not null,
    at       integer not null
);
create index review_of_sighting on review (sighting);
