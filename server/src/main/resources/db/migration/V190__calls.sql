-- What somebody on call must take: told again and again, to more and more people, until one takes it or it is over.
create table alert_call (
  id varchar(36) primary key,
  kind varchar(20) not null,
  series varchar(250) not null,
  incident varchar(64) references incident (id),
  alert varchar(300) not null,
  opened_at timestamp(6) with time zone not null,
  since_at timestamp(6) with time zone not null,
  told_at timestamp(6) with time zone not null,
  stepped_at timestamp(6) with time zone not null,
  last_at timestamp(6) with time zone not null,
  next_at timestamp(6) with time zone,
  taken_at timestamp(6) with time zone,
  taken_by varchar(40),
  over_at timestamp(6) with time zone,
  repeats int not null,
  tellings int not null,
  times int not null,
  quiet boolean not null,
  kinds varchar(1000) not null,
  routes bigint not null,
  places int not null,
  serious boolean not null
);
create index alert_call_by_series on alert_call (series, opened_at);
create index alert_call_by_next on alert_call (next_at);
create index alert_call_by_over on alert_call (over_at);
-- Incidents that were told, or merged into what was told before; how often each had begun by then.
create table alert_call_incident (
  incident varchar(64) primary key references incident (id),
  call_id varchar(36) not null references alert_call (id),
  openings int not null
);
create index alert_call_incident_by_call on alert_call_incident (call_id);
alter table alert add column kind varchar(20) default 'DUTY' not null;
alter table alert add column call_id varchar(36) references alert_call (id);
update alert set kind = 'TEST' where series = 'test';
create index alert_by_call on alert (call_id, raised_at);
