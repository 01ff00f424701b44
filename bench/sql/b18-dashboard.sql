-- B18 dashboard of one's own, a group's or an agency's cases: 20 indicators in one pass
-- $1 text[] principals, $2 text[] modules, $3 date today
select
       count(*) filter (where open)::int as open,
       count(*) filter (where not open)::int as closed,
       count(*) filter (where open and created_at >= $3::date - 7)::int as new_this_week,
       count(*) filter (where open and workflow = 'new')::int as workflow_new,
       count(*) filter (where open and workflow = 'assessment')::int as workflow_assessment,
       count(*) filter (where open and workflow = 'case_plan')::int as workflow_case_plan,
       count(*) filter (where open and workflow = 'care_plan')::int as workflow_care_plan,
       count(*) filter (where open and workflow = 'action_plan')::int as workflow_action_plan,
       count(*) filter (where open and workflow = 'service_provision')::int as workflow_service,
       count(*) filter (where open and workflow = 'services_implemented')::int as workflow_implemented,
       count(*) filter (where open and workflow = 'reopened')::int as workflow_reopened,
       count(*) filter (where open and t_risk_level = 'high')::int as risk_high,
       count(*) filter (where open and t_risk_level = 'medium')::int as risk_medium,
       count(*) filter (where open and t_risk_level = 'low')::int as risk_low,
       count(*) filter (where open and t_risk_level is null)::int as risk_none,
       count(*) filter (where open and d_assessment_requested_on is null and d_assessment_due_date < $3::date)::int as assessment_late,
       count(*) filter (where open and d_assessment_requested_on is null
                          and d_assessment_due_date between $3::date and $3::date + 7)::int as assessment_soon,
       count(*) filter (where open and d_date_case_plan is null and d_case_plan_due_date < $3::date)::int as plan_late,
       count(*) filter (where open and d_date_case_plan is null
                          and d_case_plan_due_date between $3::date and $3::date + 7)::int as plan_soon,
       count(*) filter (where incomplete > 0 and open)::int as incomplete
from  (select *, status = 'open' as open from case_row
       where seen_by && $1::text[] and module = any ($2::text[]) and record_state) r
