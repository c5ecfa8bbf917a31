-- When the target is seen in a video that a person should look at, as JSON; null if it was not recorded.
alter table verdict add column positive_runs text;
