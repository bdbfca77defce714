-- How many routes were held of each table, every five minutes of event time. What is older than a month is thinned to
-- the first of each hour, what is older than a year goes.

create table table_series (
  number bigint primary key,
  feed varchar(500) not null,
  address varchar(60) not null,
  peer_as bigint not null,
  view_name varchar(100) not null,
  constraint table_series_once unique (feed, address, peer_as, view_name)
);

create table table_size (
  series bigint not null references table_series (number),
  sampled_at timestamp(6) with time zone not null,
  first_of_hour boolean not null,
  ipv4 bigint not null,
  ipv6 bigint not null,
  primary key (series, sampled_at)
);
create index table_size_by_time on table_size (sampled_at);
