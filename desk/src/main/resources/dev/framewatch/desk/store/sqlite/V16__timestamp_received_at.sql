-- This machine's time when a timestamp was received: it shows if one of the two clocks is wrong.
alter table timestamp add column received_at integer;
