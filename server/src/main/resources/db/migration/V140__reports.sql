-- What happened to a report, in order: the report is what these make of it. Two who do something at once: one of them is refused by the key.
create table report_event (
  incident varchar(64) not null references incident (id),
  report varchar(60) not null,
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, report, sequence)
);
