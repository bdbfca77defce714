-- The incident that stands for a row, once somebody has opened one from it: the row itself counts no more.
alter table imported_accident add column incident varchar(64) references incident (id);
create index imported_accident_by_incident on imported_accident (incident);
