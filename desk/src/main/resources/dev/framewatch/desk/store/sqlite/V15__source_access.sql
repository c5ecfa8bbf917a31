-- What a source's server asks of its readers: user name, header names, user agent, as JSON. Secrets
-- are in files and environment variables; only their places are here.
alter table source add column access text;
