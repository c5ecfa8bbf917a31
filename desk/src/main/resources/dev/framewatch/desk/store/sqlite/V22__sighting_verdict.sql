-- A video whose match nothing confirmed is reviewed like a match, but alerts nobody.
alter table sighting add column verdict text not null default 'match' check (verdict in ('match', 'undecided'));
