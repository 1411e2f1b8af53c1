// What can be asked on the command line?
export const HELP = `isocenter solve PROBLEM.json [--seconds N] [--seed N] [--deterministic] [--ways-out] [-o ROSTER.json]
isocenter check PROBLEM.json ROSTER.json
isocenter explain PROBLEM.json [--seconds N] [--ways-out]
isocenter repair PROBLEM.json ROSTER.json EVENT.json [--seconds N] [--seed N] [-o ROSTER.json]
isocenter rules
isocenter allocate MARKET.json --mechanism NAME --seed TEXT [-o RESULT.json]
isocenter verify-allocation RESULT.json
isocenter match MARKET.json [--seed TEXT] [-o RESULT.json]
isocenter verify-match MARKET.json RESULT.json
isocenter seasons MODEL.json [--seasons N] [--seed N] [-o DEPTH.json]
isocenter hours TIMELINE.json --pack NAME|PACK.json [--json] [-o VERDICTS.json]
isocenter call CALL.json [--seconds N] [--seed N] [-o ROSTER.json]
isocenter backup FILE [--to PUBLIC-KEY]
isocenter restore FILE [--key FILE]
isocenter verify FILE [--key FILE]
isocenter backup-key FILE
isocenter forget-secrets
isocenter domain DOMAIN INSTITUTION
isocenter doctor [--json]

Results go to standard output, progress to standard error. Exit codes:
  0    a roster was found, keeps every must; all rules hold together; the certificate is true;
       the match is stable
  1    the roster breaks a must; no roster is possible; the certificate is not true; hours break a
       core rule; there is no stable match
  2    the input is not right; every fault is named with its place
  3    no roster, or no explanation, was found in the time given
  130  stopped with Ctrl-C; the best roster so far is printed
Formats: docs/problem-format.md, docs/allocation.md, docs/hours.md,
docs/call.md, docs/match.md; backups: docs/running.md. Which
installation is meant say ISOCENTER_DATA or DATABASE_URL, as for npm start.`
