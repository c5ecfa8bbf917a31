-- What happened, for whoever follows it live, in this process or another. Written in the transaction of what it tells;
-- ids grow in the order of commits and are never used twice.
create table event (
    id         integer primary key autoincrement,
    created_at integer not null,
    type       text    not null,
    subject    text    not null,
    payload    text    not null
) strict;
create index event_by_time on event (created_at);

create trigger event_is_never_changed before update on event
begin
    select raise(abort, 'events are never changed');
end;
