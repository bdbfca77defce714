-- Every version of the law of accidents that somebody put in the place of the shipped one, as it was written. The highest is in force; an empty text is the shipped one again.
create table rulebook (
  version int primary key,
  saved_at timestamp(6) with time zone not null,
  saved_by varchar(80) not null,
  content text not null
);
