-- Every version of the operator file, as it was written. The highest is in force.
create table operator_file (
  version int primary key,
  saved_at timestamp(6) with time zone not null,
  saved_by varchar(80) not null,
  content text not null
);
