-- Small images of the frames of a judged video, in a file named by the video's SHA-256.
create table storyboard (
    video      text    not null primary key references video (sha256),
    bytes      integer not null,
    created_at integer not null
);
create index storyboard_by_age on storyboard (created_at);
