// For who works on the code: the server restarts on changes, the app reloads by itself on its own port.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const server = spawn(process.execPath, ['--watch', join(root, 'packages/server/src/main.ts')], {
  cwd: root,
  stdio: 'inherit',
})
const web = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js')], {
  cwd: join(root, 'packages/web'),
  stdio: 'inherit',
})

const stop = () => {
  server.kill('SIGTERM')
  web.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
server.on('exit', stop)
