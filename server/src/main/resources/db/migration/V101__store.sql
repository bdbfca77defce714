-- Plain SQL in the subset that H2 and PostgreSQL share. Times are UTC, to the microsecond.

create table audit_entry (
  sequence bigint primary key,
  at timestamp(6) with time zone not null,
  who varchar(80) not null,
  action varchar(80) not null,
  target varchar(400) not null,
  why text not null,
  previous_hash char(64) not null,
  hash char(64) not null
);

create table account (
  name varchar(40) primary key,
  display_name varchar(80) not null,
  roles varchar(200) not null,
  password_hash varchar(100) not null,
  enabled boolean not null,
  created_at timestamp(6) with time zone not null
);

create table incident (
  id varchar(64) primary key,
  simulated boolean not null,
  status varchar(20) not null,
  opened_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone not null,
  restored_at timestamp(6) with time zone,
  headline_ja text not null,
  headline_en text not null,
  route_count bigint not null,
  events bigint not null
);
create index incident_by_start on incident (started_at);

-- What happened to an incident, in order: the incident is what these make of it.
create table incident_event (
  incident varchar(64) not null references incident (id),
  sequence bigint not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, sequence)
);

-- One detection belongs to one incident, whatever its revision.
create table incident_detection (
  detection varchar(300) primary key,
  incident varchar(64) not null references incident (id),
  revision int not null
);

create table determination (
  incident varchar(64) not null references incident (id),
  version int not null,
  made_at timestamp(6) with time zone not null,
  caused_by varchar(400) not null,
  edition varchar(120) not null,
  outcome varchar(40) not null,
  content text not null,
  primary key (incident, version)
);

create table draft (
  incident varchar(64) not null references incident (id),
  kind varchar(60) not null,
  version int not null,
  made_at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, kind, version)
);
