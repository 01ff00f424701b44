-- B14 pivot over a subform: service type by whether it was given
-- $1 text[] modules
-- No subform_row yet: every document is read once. Moves there when it exists.
select s.service_type, s.service_implemented, count(*)::int as services
from   case_row r
join   case_doc d using (n)
cross  join jsonb_to_recordset(d.data -> 'services_section') as s (service_type text, service_implemented text)
where  r.record_state and r.module = any ($1::text[])
group  by 1, 2
order  by 1, 2
