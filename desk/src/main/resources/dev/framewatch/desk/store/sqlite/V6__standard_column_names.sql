-- Names columns and tables by the standard terms of the field. No row changes: the audit log hashes values, not names.

alter table source rename column place to location;
alter table source rename column every_seconds to interval_seconds;
alter table source rename column failures to consecutive_failures;
alter table source rename column last_success to last_success_at;

alter table poll rename column at to polled_at;
alter table poll rename column fresh to new_items;

alter table post rename column page to page_url;
alter table post rename column step to status;
alter table post rename column missing to missing_media;
alter table post rename column forgotten_at to erased_at;

alter table appearance rename to post_metrics;
alter table post_metrics rename column at to observed_at;

alter table video rename column family to cluster_id;

alter table verdict rename column detector to target_sha256;
alter table verdict rename column share to positive_fraction;
alter table verdict rename column positives to positive_frames;
alter table verdict rename column sampled to sampled_frames;
alter table verdict rename column at to created_at;

alter table sighting rename column family to cluster_id;
alter table sighting rename column detector to target_sha256;
alter table sighting rename column share to positive_fraction;

alter table review rename column frame to frame_seconds;
alter table review rename column who to actor;
alter table review rename column at to created_at;

alter table channel rename column route to config;
alter table channel rename column wishes to filter;
alter table channel rename column failures to consecutive_failures;
alter table channel rename column last_success to last_success_at;

alter table message rename column event to event_key;
alter table message rename column announcement to payload;
alter table message rename column parcel to batch_id;
alter table message rename column done_at to completed_at;

alter table audit rename column at to created_at;
alter table audit rename column who to actor;
alter table audit rename column previous to previous_hash;

alter table target_terms rename column set_at to updated_at;

alter table timestamp rename column asked_at to requested_at;

alter table trend rename column began_at to started_at;
alter table trend rename column usual_sightings to baseline_sightings;
alter table trend rename column usual_posts to baseline_posts;
alter table trend rename column chance to p_value;

alter table outage rename column since to started_at;

alter table canary rename column last_good to last_passed_at;
alter table canary rename column trouble to failure;

drop index post_to_do;
create index post_by_status on post (status, due_at);
drop index video_of_family;
create index video_by_cluster on video (cluster_id);
drop index sighting_of_family;
create index sighting_by_cluster on sighting (target, cluster_id);
