// Who administers roles, groups, agencies and people, over v2. Reading them is in configuration/ and accounts/.
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { agencyRoutes } from './agency-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { roleFactorRoutes } from './role-factor.ts'
import { roleRoutes } from './role-routes.ts'
import { userRoutes } from './user-routes.ts'

export function administrationRoutes(app: FastifyInstance, house: House): void {
  roleRoutes(app, house)
  roleFactorRoutes(app, house)
  groupRoutes(app, house)
  agencyRoutes(app, house)
  userRoutes(app, house)
}
