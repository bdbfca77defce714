-- A row with an id that is known either says exactly the same (DUPLICATE) or something else (CONFLICT, until a person settles which holds: then SET_ASIDE, or REPLACED what was there). Until now both were duplicates.
alter table imported_accident add column standing varchar(20) default 'GOOD' not null;
alter table imported_accident add column settled_at timestamp(6) with time zone;
alter table imported_accident add column settled_by varchar(80);
alter table imported_accident add column settled_why varchar(4000);
alter table accident_import add column conflicts int default 0 not null;
update imported_accident set standing = 'DUPLICATE' where duplicate;
alter table imported_accident drop column duplicate;

-- What was passed over without a word is open again, unless a row that counts says the same.
update imported_accident set standing = 'CONFLICT'
 where standing = 'DUPLICATE'
   and not exists (select 1 from imported_accident o join accident_import i on i.number = o.import_number
     where o.accident_id = imported_accident.accident_id and o.standing = 'GOOD'
       and (i.state = 'IMPORTED' or o.incident is not null)
       and o.first_at is not distinct from imported_accident.first_at
       and o.last_at is not distinct from imported_accident.last_at
       and o.category is not distinct from imported_accident.category
       and o.impact is not distinct from imported_accident.impact
       and o.users_min is not distinct from imported_accident.users_min
       and o.users_max is not distinct from imported_accident.users_max
       and o.seconds_min is not distinct from imported_accident.seconds_min
       and o.seconds_max is not distinct from imported_accident.seconds_max
       and o.facility is not distinct from imported_accident.facility
       and o.same_premises is not distinct from imported_accident.same_premises
       and o.cause is not distinct from imported_accident.cause
       and o.cause_words is not distinct from imported_accident.cause_words
       and o.area is not distinct from imported_accident.area
       and o.place is not distinct from imported_accident.place
       and o.summary is not distinct from imported_accident.summary
       and o.facility_owner is not distinct from imported_accident.facility_owner
       and o.simulated is not distinct from imported_accident.simulated);
update accident_import set
  duplicates = (select count(*) from imported_accident a where a.import_number = accident_import.number and a.standing = 'DUPLICATE'),
  conflicts = (select count(*) from imported_accident a where a.import_number = accident_import.number and a.standing = 'CONFLICT')
 where state in ('PREVIEW', 'IMPORTED', 'WITHDRAWN');
