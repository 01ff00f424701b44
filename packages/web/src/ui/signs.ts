// The signs of the app by their Lucide names, picked one by one, and our own. The build makes the sprite from this list.
// Only what a page names belongs here: each costs the phone a few hundred bytes.

/** What the sign-in page shows. The others lie in a file of their own, which comes with the first page behind it. */
export const doorSigns: ReadonlySet<string> = new Set([
  'arrow-left',
  'attention',
  'brand',
  'cloud-off',
  'eye',
  'eye-off',
  'languages',
  'lock',
  'refresh-cw',
  'triangle-alert',
])

export const lucideSigns = [
  'arrow-down',
  'arrow-down-up',
  'arrow-left',
  'arrow-right',
  'arrow-up',
  'book-open',
  'calculator',
  'calendar',
  'camera',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'circle-slash',
  'cloud-off',
  'copy',
  'ellipsis',
  'ellipsis-vertical',
  'eye',
  'eye-off',
  'file-text',
  'file-warning',
  'fingerprint-pattern',
  'flag',
  'folder-lock',
  'folder-open',
  'git-compare-arrows',
  'history',
  'hourglass',
  'house',
  'image',
  'info',
  'keyboard',
  'languages',
  'list-checks',
  'lock',
  'lock-open',
  'log-out',
  'map-pin',
  'menu',
  'mic',
  'minus',
  'monitor',
  'moon',
  'paperclip',
  'pen-line',
  'phone',
  'plus',
  'refresh-cw',
  'rotate-ccw',
  'search',
  'send',
  'server',
  'shield',
  'signal-medium',
  'sliders-horizontal',
  'smartphone',
  'sun',
  'sun-moon',
  'tablet',
  'trash-2',
  'triangle-alert',
  'undo-2',
  'unplug',
  'upload',
  'user-round',
  'users',
  'x',
] as const

const filled = 'fill="currentColor"'
const line = 'fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"'

export const ownSigns = {
  brand:
    `<g ${filled}><path d="M2 2h9.5a9.5 9.5 0 0 1-9.5 9.5z"/><path d="M12.5 2A9.5 9.5 0 0 1 22 11.5 9.5 9.5 0 0 1 12.5 2z"/>` +
    '<path d="M11.5 12.5V22A9.5 9.5 0 0 1 2 12.5z" opacity=".55"/><path d="M22 22h-9.5a9.5 9.5 0 0 1 9.5-9.5z" fill="var(--lamp)"/></g>',
  attention:
    `<rect x="3" y="3" width="18" height="18" rx="4" ${filled}/>` +
    '<path fill="none" stroke="var(--surface)" stroke-width="2.4" stroke-linecap="round" d="M12 7.5v5.5M12 16.6v.1"/>',
  'on-device': `<circle cx="12" cy="12" r="9" ${line}/><path ${filled} d="M12 3a9 9 0 0 1 0 18z"/>`,
  received:
    `<circle cx="12" cy="12" r="10" ${filled}/>` +
    '<path fill="none" stroke="var(--tick,var(--surface))" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="m7.5 12.2 3 3 6-6.4"/>',
  'risk-high': `<path ${filled} d="M12 3 22.5 21h-21z"/>`,
  'risk-medium': `<path ${line} d="M12 2.5 21.5 12 12 21.5 2.5 12z"/><path ${filled} d="M12 2.5 21.5 12 12 21.5z"/>`,
  'risk-low': `<circle cx="12" cy="12" r="8.5" ${line}/>`,
} as const

export type Sign = (typeof lucideSigns)[number] | keyof typeof ownSigns
