// Paths of a case that lead into its incidents: each row of this field is one (records §10).
export const incidentField = 'incident_details'

/** The incident that a path of a case names. */
export const incidentAt = ([name, id]: readonly string[]): string | undefined =>
  name === incidentField ? id : undefined
