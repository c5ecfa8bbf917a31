-- When the current scan of a video began: what a process that died has left tells what it was scanning. And how often
-- the process was killed, or ended for a reason that is not known, while it scanned a video alone.
alter table video add column scan_started_at integer;
alter table video add column interrupted_scans integer not null default 0;
create index video_being_scanned on video (sha256) where scan_started_at is not null;
