-- The whole answer in which a source returned a post, kept once for all of its posts until the last of them is erased.
-- body is compressed with gzip; sha256 is that of the bytes as received. headers is a JSON object.
create table response (
    sha256      text    not null primary key,
    url         text    not null,
    status      integer not null,
    headers     text    not null,
    received_at integer not null,
    body        blob    not null
) strict;

-- listed_metadata is what the source listed about the post, once the metadata of its page have replaced it.
alter table post add column response text references response (sha256);
alter table post add column listed_metadata text;
create index post_by_response on post (response) where response is not null;
