-- What happened to the runbooks of an incident, in order: taken as they stood, steps ticked, and taken back.
create table runbook_event (
  incident varchar(64) not null references incident (id),
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, sequence)
);

-- The versions of each kind's runbook that somebody put in force; the highest is. None: as shipped.
create table runbook_change (
  book varchar(64) not null,
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (book, sequence)
);
