// Ways into an account beside its password.
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { codeRoutes } from './code-routes.ts'
import { doorRoutes } from './door-routes.ts'
import { registrationRoutes } from './registration-routes.ts'
import { resetRoutes } from './reset-routes.ts'

export function wayInRoutes(app: FastifyInstance, house: House): void {
  resetRoutes(app, house)
  codeRoutes(app, house)
  doorRoutes(app, house)
  registrationRoutes(app, house)
}
