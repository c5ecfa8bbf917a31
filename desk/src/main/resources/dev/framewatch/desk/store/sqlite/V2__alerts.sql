-- Where alerts go. What is secret (keys that sign, passwords) lies in files, never here.
create table channel (
    name          text    not null primary key,
    route         text    not null,
    wishes        text    not null,
    added_at      integer not null,
    state         text    not null default 'on' check (state in ('on', 'paused', 'disabled')),
    reason        text,
    failures      integer not null default 0,
    failing_since integer,
    due_at        integer not null default 0,
    last_success  integer
);

-- One for a channel and an event; sent in the order of seq. Those that go out together share a parcel.
create table message (
    seq          integer primary key autoincrement,
    id           text    not null unique,
    channel      text    not null references channel (name) on delete cascade,
    event        text    not null,
    announcement text    not null,
    created_at   integer not null,
    state        text    not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'forgotten')),
    parcel       text,
    attempts     integer not null default 0,
    reason       text,
    done_at      integer,
    unique (channel, event)
);
create index message_of_channel on message (channel, state, seq);
