-- Written at each sign of life that is given to the outside, before it is given: a database that takes nothing gives none.
create table alert_heartbeat (
  id int primary key,
  tried_at timestamp(6) with time zone not null
);
