-- What happened to the verification of an incident, in order: lessons, and measures against recurrence.
create table verification_event (
  incident varchar(64) not null references incident (id),
  sequence int not null,
  kind varchar(40) not null,
  at timestamp(6) with time zone not null,
  content text not null,
  primary key (incident, sequence)
);
