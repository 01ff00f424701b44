-- B20 the physical limit: every row with its document's head, the answers left where they are
-- (no parameters)
select count(*)::int as rows, sum(version)::bigint as versions from case_doc
