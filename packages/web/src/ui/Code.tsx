/** A code in two groups for reading aloud; copied without the gap, and never mirrored. */
export const Code = ({ children: code }: { children: string }) => (
  <bdi className="code" dir="ltr" translate="no">
    {code.length === 7 ? (
      <>
        {code.slice(0, 3)}
        <i>{code.slice(3)}</i>
      </>
    ) : (
      code
    )}
  </bdi>
)
