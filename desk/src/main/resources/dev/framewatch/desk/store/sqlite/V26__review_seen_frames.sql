-- Times of the frames that the reviewer of a whole sighting had before them, in seconds, separated by spaces; null if it
-- was not recorded. Only these are labels of what a frame shows.
alter table review add column seen_frames text;
