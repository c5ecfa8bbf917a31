-- Who could not tell whether the target is in a sighting. It waits for others, and for the reviewer as the last.
create table unsure (
    sighting   text    not null references sighting (id),
    actor      text    not null,
    created_at integer not null,
    primary key (sighting, actor)
) without rowid;
