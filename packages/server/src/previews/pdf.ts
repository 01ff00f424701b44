// A picture as a paper of one page (api-records §16): the JPEG lies in it as it is.

/** `size` in pixels, taken as points. */
export function pdfOf(jpeg: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const drawing = `q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`
  const objects = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /Picture 4 0 R >> >> /Contents 5 0 R >>`,
    ],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')]
  const places: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  for (const [n, object] of objects.entries()) {
    places.push(length())
    parts.push(Buffer.from(`${n + 1} 0 obj\n`, 'latin1'))
    parts.push(...object.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
    parts.push(Buffer.from('\nendobj\n', 'latin1'))
  }
  const start = length()
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  const tail = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(head + tail, 'latin1')])
}
