-- What happened to the steps of an incident's runbooks, in order: ticked, and taken back.
create table runbook_event (
  incident varchar(64) not null references incident (id),
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, sequence)
);
