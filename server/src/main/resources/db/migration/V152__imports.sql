-- Lists of accidents that people upload. While a list is looked at its rows lie here too; they count from the moment its state is IMPORTED, and no longer when it is WITHDRAWN.
create table accident_import (
  number int primary key,
  state varchar(20) not null,
  file_name varchar(200) not null,
  digest char(64) not null,
  octets bigint not null,
  rulebook int not null,
  uploaded_at timestamp(6) with time zone not null,
  uploaded_by varchar(80) not null,
  expires_at timestamp(6) with time zone not null,
  good int not null,
  bad int not null,
  duplicates int not null,
  impact_assumed boolean not null,
  passed_over text not null,
  decided_at timestamp(6) with time zone,
  decided_by varchar(80),
  withdrawn_at timestamp(6) with time zone,
  withdrawn_by varchar(80),
  why text not null
);
create index accident_import_by_digest on accident_import (digest);

-- One good row of a list, and what the law said of it. A duplicate has the id of a row that was imported before; it never counts.
create table imported_accident (
  import_number int not null references accident_import (number),
  line_number int not null,
  accident_id varchar(200) not null,
  duplicate boolean not null,
  first_day date not null,
  first_at timestamp(6) with time zone not null,
  last_at timestamp(6) with time zone not null,
  category varchar(80),
  impact varchar(40),
  users_min bigint not null,
  users_max bigint,
  seconds_min bigint not null,
  seconds_max bigint,
  facility varchar(80),
  same_premises varchar(20) not null,
  cause varchar(80),
  cause_words varchar(2000) not null,
  area varchar(200) not null,
  place varchar(2000) not null,
  summary varchar(2000) not null,
  facility_owner varchar(2000) not null,
  simulated boolean not null,
  kind varchar(20) not null,
  verdict varchar(20) not null,
  required varchar(20) not null,
  filing varchar(40) not null,
  editions varchar(400) not null,
  law_row varchar(120),
  primary key (import_number, line_number)
);
create index imported_accident_by_id on imported_accident (accident_id);
create index imported_accident_by_day on imported_accident (first_day);

-- What is wrong with the other rows.
create table import_fault (
  import_number int not null references accident_import (number),
  sequence int not null,
  line_number int not null,
  column_name varchar(80) not null,
  code varchar(80) not null,
  arguments text not null,
  primary key (import_number, sequence)
);
