// Whether a call is one of the API: by its route too, since one address is written in many ways.
import type { FastifyRequest } from 'fastify'

export const isApi = ({ routeOptions, url }: Pick<FastifyRequest, 'routeOptions' | 'url'>): boolean =>
  url.startsWith('/api/') || routeOptions.url?.startsWith('/api/') === true
