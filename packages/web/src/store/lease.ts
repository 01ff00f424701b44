// Each pull is a contact: it renews the lease, and tells when configuration or rights are others by now.
import { onEngine } from './here.ts'
import { configNow } from './presence.ts'
import { enter } from './session.ts'
import { renewHere } from './vault/door.ts'

onEngine(({ puller }) =>
  puller.onPage(({ lease, policy, now, config, more }) => {
    if (more) return
    void renewHere({ lease, policy, now }).catch(() => undefined)
    if (config !== configNow()?.stamp) void enter()
  }),
)
