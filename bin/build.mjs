// `npm run build`: client, server and command line into build/.
import { checkNode, ensureBuilt, ensureDependencies } from './prepare.mjs'

checkNode()
ensureDependencies()
ensureBuilt()
