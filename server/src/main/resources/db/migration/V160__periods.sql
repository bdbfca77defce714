-- Day in Japan on which what was judged occurred: accidents of a period are found by it. Of rows older than this column it is filled in from their text.
alter table determination add column occurred_on date;
create index determination_by_day on determination (occurred_on);

-- What happened to the report of a period, in order, as with those of incidents.
create table period_report_event (
  period varchar(40) not null,
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (period, sequence)
);

-- The lines of a version of such a report, under their digest: once written, never changed.
create table period_lines (
  digest char(64) primary key,
  content text not null
);

-- What people decided of lines of which the law is open, in order.
create table period_decision (
  period varchar(40) not null,
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (period, sequence)
);
