// Numbers of the home page, and what there is to do.
import type { DashboardsReply, TasksReply } from '@primero/domain/sync/home.ts'
import { call } from './http.ts'

export const fetchBoards = async (): Promise<DashboardsReply> =>
  (await call('POST', '/api/sync/dashboards', { body: {} })) as DashboardsReply

export const fetchTasks = async (): Promise<TasksReply> =>
  (await call('POST', '/api/sync/tasks', { body: {} })) as TasksReply
