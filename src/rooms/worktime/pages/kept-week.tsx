// A week that waits on this device, or was refused when it was sent: said plainly, with the ways on.
import { Button } from '@mantine/core'
import { CloudOff } from 'lucide-react'
import { sayDay } from '../../../kernel/day.ts'
import { Findings } from '../../people/pages/frame.tsx'
import { dropWeek, type Kept, type Owner } from './kept.ts'

/** `take`: its entries are put before the person again, to be confirmed anew. */
export function KeptWeek({ kept, owner, take }: { kept: Kept; owner: Owner; take: () => void }) {
  const drop = () => dropWeek(localStorage, owner, kept)
  if (kept.refused.length === 0)
    return (
      <div className="hours-kept" role="status">
        <CloudOff size={18} aria-hidden />
        <span>Kept on this device; sent when you are online.</span>
        <Button variant="default" size="compact-md" onClick={drop}>
          Take back
        </Button>
      </div>
    )
  return (
    <div className="hours-late">
      <Findings
        tone="warning"
        title="Sent when you were online again, and not taken"
        findings={kept.refused}
      />
      <p className="small subtle">
        What you had entered for the week of {sayDay(kept.monday)} is still here.
      </p>
      <div className="hours-late-acts">
        <Button variant="default" onClick={take}>
          Show what I entered
        </Button>
        <Button variant="subtle" onClick={drop}>
          Let it go
        </Button>
      </div>
    </div>
  )
}
