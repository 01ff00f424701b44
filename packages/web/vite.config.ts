import { join } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { early } from './build/early.ts'
import { namedReact } from './build/react.ts'
import { serviceWorker } from './build/service-worker.ts'
import { sprite } from './build/sprite.ts'
import { together } from './build/together.ts'

// Lingui looks for its configuration from here, wherever the build was started.
const here = import.meta.dirname
const dist = join(here, 'dist')

const server = 'http://127.0.0.1:3000'

export default defineConfig({
  root: here,
  plugins: [
    namedReact(),
    react(),
    lingui({ cwd: here, failOnMissing: true }),
    babel({ presets: [linguiTransformerBabelPreset({}, { cwd: here })] }),
    sprite(),
    early(),
    serviceWorker(dist),
    compressed(dist),
  ],
  // React has it by now; wouter and Lingui still bring a stand-in for old ones.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }] },
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': server, '/health': server } },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: ['chrome110', 'firefox121', 'safari16.4'],
    // Everything is a file of its own: the content security policy knows no data addresses.
    assetsInlineLimit: 0,
    // What the first script imports is asked for with it: on a thin line each step in between costs a round trip.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Nothing happens only because something is read.
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: together() }] } },
    },
    // budget.ts reads which file loads which.
    manifest: 'manifest.json',
    reportCompressedSize: false,
  },
})
