-- Whether passing time may change what the law says of this incident: such are judged again and again.
alter table determination add column goes_on boolean default false not null;

-- A version that says that this kind of draft no longer applies.
alter table draft add column withdrawn boolean default false not null;
