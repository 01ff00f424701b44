/** Apart, so that a page knows of the form without what is said of it. */
export const safetyPlanForm = 'safety_plan'
