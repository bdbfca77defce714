-- Single routes and sessions that do what they should not and are no incident: the latest revision of each.
create table route_finding (
  id varchar(1000) primary key,
  revision int not null,
  detected_at timestamp(6) with time zone not null,
  restated_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  content text not null
);
create index route_finding_by_time on route_finding (restated_at);
