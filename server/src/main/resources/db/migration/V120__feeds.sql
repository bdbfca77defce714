-- Routers that were ever heard, and when we were blind. Times are UTC, to the microsecond.

create table feed (
  id varchar(500) primary key,
  name varchar(400) not null,
  since_at timestamp(6) with time zone,
  last_message_at timestamp(6) with time zone
);

-- The same loss is met again when the journal is read again after a crash: it is one interval.
create table blind_interval (
  number bigint primary key,
  feed varchar(500) not null,
  from_at timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone,
  reason varchar(60) not null,
  detail varchar(1000) not null,
  constraint blind_interval_once unique (feed, from_at, reason)
);
create index blind_interval_open on blind_interval (until_at);
