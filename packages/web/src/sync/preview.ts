// What somebody will see of a case once it is shared with him: asked of the server with a line only, kept on no device.
import { call } from './http.ts'

export type Shown = {
  /** What he holds once he has accepted. */
  forms: { id: string; fields: string[] }[]
  /** Of these forms he sees nothing before he accepts. */
  later: string[]
  /** As he will read it, without what this person does not read. */
  data: Record<string, unknown>
  /** Answers of the other forms that read otherwise until he accepts; null: they do not show. */
  first: Record<string, unknown>
  /** How many incidents become his with the case. */
  incidents: number
}

/** @param asked whom, by which role and forms: as it is sent */
export const askPreview = async (asked: string): Promise<Shown> =>
  (await call('POST', '/api/ext/shares/preview', { body: JSON.parse(asked) })) as Shown
