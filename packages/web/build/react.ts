// React ships CommonJS, so every call would go through an object: `(0, runtime.jsx)(…)`, two thousand times. Here its
// parts become names of their own, which a bundler can shorten and leave out.
import * as react from 'react'
import * as runtime from 'react/jsx-runtime'
import type { Plugin } from 'vite'

const shipped: Record<string, object> = { react, 'react/jsx-runtime': runtime }
const own = '\0named:'

export function namedReact(): Plugin {
  return {
    name: 'named-react',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer, { kind }) {
      // What is CommonJS itself, like react-dom, asks for it in its own way.
      const named = id in shipped && kind === 'import-statement' && !importer?.startsWith(own)
      return named ? `${own}${id}` : null
    },
    load(id) {
      if (!id.startsWith(own)) return null
      const from = id.slice(own.length)
      const names = Object.keys(shipped[from] ?? {}).filter((name) => /^[a-z]\w*$/i.test(name) && name !== 'default')
      // Told apart only while developing.
      const parts = names.map((name) =>
        name === 'jsxs' ? 'export { jsx as jsxs }' : `export const ${name} = whole.${name}`,
      )
      return [`import whole from '${from}'`, 'export default whole', ...parts].join('\n')
    },
  }
}
