-- Whether this server calls people or stands by, and who said so. What the configuration said then tells whether
-- somebody has changed it since. No row: it always was active.
create table station_role (
  sequence bigint primary key,
  at timestamp(6) with time zone not null,
  role varchar(20) not null,
  configured varchar(20) not null,
  who varchar(80) not null,
  why varchar(500) not null
);
