// What stands in the place of a year whose parts contradict each other?
import type { Finding } from '../../../kernel/finding.ts'
import { Findings, Page } from '../../people/pages/frame.tsx'

export function UnfitYear(props: { title: string; says: string; findings: readonly Finding[] }) {
  return (
    <Page title={props.title} narrow>
      <Findings findings={props.findings} title={props.says} />
    </Page>
  )
}
