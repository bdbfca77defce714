-- What others were told of, once for each key; and how the telling went, for each channel that was there then.
create table alert (
  key_text varchar(300) primary key,
  series varchar(250) not null,
  due_at timestamp(6) with time zone,
  raised_at timestamp(6) with time zone not null,
  urgent boolean not null,
  incident varchar(64) references incident (id),
  path varchar(300) not null,
  subject_ja varchar(400) not null,
  subject_en varchar(400) not null,
  text_ja text not null,
  text_en text not null
);
create index alert_by_series on alert (series, raised_at);
create index alert_by_time on alert (raised_at);
create table alert_delivery (
  alert varchar(300) not null references alert (key_text),
  channel varchar(320) not null,
  state varchar(20) not null,
  attempts int not null,
  next_at timestamp(6) with time zone not null,
  settled_at timestamp(6) with time zone,
  fault varchar(40) not null,
  detail varchar(400) not null,
  primary key (alert, channel)
);
create index alert_delivery_waiting on alert_delivery (channel, state, next_at);
-- Addresses under which a calendar program reads what is due: only the hash of each, so that nobody who reads the database can use one.
create table calendar_address (
  hash varchar(64) primary key,
  owner varchar(80) not null references account (name),
  label varchar(80) not null,
  language varchar(2) not null,
  made_at timestamp(6) with time zone not null,
  read_at timestamp(6) with time zone,
  revoked_at timestamp(6) with time zone
);
