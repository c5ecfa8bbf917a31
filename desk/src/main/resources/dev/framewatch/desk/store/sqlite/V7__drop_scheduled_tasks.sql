-- Recurring tasks are run by the process itself; what is due lies in the other tables.
drop table scheduled_tasks;
