-- The orders in which lists are paged.
create index post_by_time on post (found_at desc, id);
create index sighting_by_time on sighting (seen_at desc, id);
