-- Whether nothing went over a satellite, submarine cable or the like any more, where a list says so.
alter table imported_accident add column facility_down varchar(20) default 'UNDETERMINED' not null;
