// The store's engine without screens: tests open several devices in one page, each with a database of its own.
import { startVault } from '../src/store/vault/own.ts'

const engine = { startVault }
export type Engine = typeof engine
Object.assign(window, { engine })
