-- A target file that only rejects more faces than another: what the other did not find, it does not find either.
create table target_narrowing (
    target_sha256 text    not null primary key,
    wider_sha256  text    not null,
    created_at    integer not null
) without rowid;
