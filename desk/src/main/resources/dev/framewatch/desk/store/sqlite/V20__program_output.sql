-- What a program printed or wrote is kept like the answer of a server; status is then its exit status, 0.
-- file is the path in the program's folder; note says which parts were cut.
alter table response add column program text;
alter table response add column file text;
alter table response add column note text not null default '';

-- A query may hold a key.
update response set url = substr(url, 1, instr(url, '?')) || '…' where instr(url, '?') > 0;
