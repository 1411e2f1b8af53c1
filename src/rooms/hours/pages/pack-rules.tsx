// What does a pack ask, in sentences, and where is it written?
import { hoursRules } from '../rules/index.ts'
import type { Pack } from '../schema.ts'
import { LEVELS } from './hours-ahead.tsx'
import { fieldsOf, sayRule } from './rule-fields.ts'

export function PackRules({ pack }: { pack: Pack }) {
  return (
    <ul className="rows" style={{ inlineSize: '100%' }}>
      {pack.rules.map(({ id, rule, clause, level, params, unconfirmed }) => {
        const known = hoursRules.get(rule)
        return (
          <li key={id} className="packs-row">
            <span>
              {known ? sayRule(known.sentence, fieldsOf(known), params) : rule}
              <small className="subtle">
                {id}, clause {clause}
                {unconfirmed && '; nobody has confirmed the number against the text yet'}
              </small>
            </span>
            <span className="chip">{LEVELS[level].says}</span>
          </li>
        )
      })}
    </ul>
  )
}
