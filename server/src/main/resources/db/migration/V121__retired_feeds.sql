-- When a router was taken out of service. Heard later than that, it is a feed again.

alter table feed add column retired_at timestamp(6) with time zone;
