// What every field of an open page knows: the answers, the configuration, what may be written, what needs a look.
import type { Field, Form, RecordType } from '@primero/domain/configuration/bundle.ts'
import { fieldShows } from '@primero/domain/forms/conditions.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Day } from '@primero/domain/time.ts'
import type { AttachmentShape } from '@primero/domain/sync/protocol.ts'
import { type ComponentType, createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { AppConfig } from '../store/store.ts'
import { type Answers, type Path, rowAround, useWorkedOut } from './answers.ts'
import type { Remark, Remarks } from './remarks.ts'

/** A file of the record: received, or on its way from this device. */
export type PageFile = AttachmentShape & {
  state: 'received' | 'device' | 'sending' | 'needs-you'
  /** The bytes as this device holds them, while no server has them or none can be reached. */
  held?: () => Promise<Blob | undefined>
}

export type PageFiles = {
  list: PageFile[]
  add: (field: string, file: File) => Promise<void>
  remove: (id: string) => void
}

export type Page = {
  config: AppConfig
  type: RecordType
  module: string
  answers: Answers
  remarks: Remarks
  today: Day
  /** May this top-level field be typed into by this person, on this record? */
  writable: (name: string) => boolean
  /** Of those with rows: to these he adds none. */
  fixed?: readonly string[] | undefined
  /** True while the name is covered. */
  covered: boolean
  /** Answers that this role never gets, however full they are: not to be called empty. */
  closed: (field: Field) => boolean
  /** Not on any server yet: what only the product fills in is not shown. */
  fresh: boolean
  /** What stands under a field of this page, by field name. */
  below?: Record<string, ReactNode>
  /** Row ids that are on the record already; others are marked as new. */
  savedRows: ReadonlySet<string>
  /** The row that the address names, and how to name another. */
  rowShown: string | undefined
  showRow: (id: string | undefined) => void
}

const PageContext = createContext<Page | undefined>(undefined)
export const PageProvider = PageContext.Provider

export function usePage(): Page {
  const page = useContext(PageContext)
  if (!page) throw new Error('a field outside its page')
  return page
}

/** Apart from the page, so that a file on its way draws only the fields that hold files. */
const FilesContext = createContext<PageFiles>({ list: [], add: async () => {}, remove: () => {} })
export const FilesProvider = FilesContext.Provider
export const useFiles = (): PageFiles => useContext(FilesContext)

export type FormFieldsProps = { form: Form; path?: Path }

/** How a form is drawn inside a field of another: the forms say so themselves, and rows need not know them. */
const FieldsContext = createContext<ComponentType<FormFieldsProps> | undefined>(undefined)
export const FieldsProvider = FieldsContext.Provider
export function useFormFields(): ComponentType<FormFieldsProps> {
  const Fields = useContext(FieldsContext)
  if (!Fields) throw new Error('rows outside a form')
  return Fields
}

export const idOf = (path: Path): string => `f-${path.join('-')}`

export function useRemark(path: Path): Remark | undefined {
  const { remarks } = usePage()
  return useSyncExternalStore(remarks.subscribe, () => remarks.at(path))
}

export const showsNow = (field: Field, data: Data, path: Path): boolean =>
  fieldShows(field, data, rowAround(data, path))

/** What conditions of options look at: the record's answers, with the row's own laid over them. */
export const around = (data: Data, path: Path): Data => ({ ...data, ...rowAround(data, path) })

export const useShows = (field: Field, path: Path): boolean => {
  const { answers } = usePage()
  return useWorkedOut(answers, (data) => showsNow(field, data, path))
}

export type FieldProps = { field: Field; path: Path }

/** What `hidden_name` protects: a person's name in all its parts (records §5). */
const names = new Set(['name', 'name_first', 'name_middle', 'name_last', 'name_nickname', 'name_other'])
export const isNameOfPerson = (field: Field): boolean => names.has(field.name)

/** While names are covered, so is any text in a row that points to a person: a mother's name gives a child away. */
export const isUnderCover = (covered: boolean, field: Field, inRow: boolean): boolean =>
  covered && (inRow ? field.identifying === true && field.type === 'text_field' : isNameOfPerson(field))

/** Words of a field of a row, under dots while names are covered. */
export const coveredWords = (covered: boolean, field: Field, words: string): string =>
  words && isUnderCover(covered, field, true) ? '••••' : words
