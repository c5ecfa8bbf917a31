-- So that no statement reads all posts, videos, sightings or messages; QueryPlanTest checks each.
create index sighting_by_video on sighting (video);
create index sighting_by_post on sighting (post);

-- A post is searched for by its video and state at once.
drop index post_of_video;
create index post_by_video on post (video, status);
create index post_by_source on post (source, found_at);
create index post_by_judgement on post (judged_at, source);
create index post_to_erase on post (found_at) where erased_at is null;

create index video_with_fingerprint on video (fetched_at) where fingerprint is not null;

create index message_by_batch on message (batch_id) where batch_id is not null;
create index message_waiting on message (created_at) where state = 'waiting';
create index message_to_forget on message (coalesce(completed_at, created_at)) where state <> 'forgotten';

create index timestamp_received on timestamp (received_at desc, sighting) where received_at is not null;
