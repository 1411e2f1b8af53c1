// Which values of the columns make a sparse linear problem cheapest? HiGHS in WebAssembly, no domain.
import loadHighs, { type Highs } from 'highs'

/** Minimise `cost * x` under `rowLower <= A x <= rowUpper`; `A` is stored row by row. */
export type SparseProblem = {
  columns: number
  rows: number
  cost: Float64Array
  lower: Float64Array
  upper: Float64Array
  /** 1 = whole number; absent = every column may be fractional. */
  integer?: Int32Array
  rowLower: Float64Array
  rowUpper: Float64Array
  /** `rows + 1` offsets into `indices` and `values`. */
  starts: Int32Array
  indices: Int32Array
  values: Float64Array
}

export type SolveOptions = {
  seconds?: number
  /** Simplex iterations after which to stop; the same on every machine, unlike seconds. */
  work?: number
  seed?: number
  /** A value for every column, from which to start. */
  start?: Float64Array
  /** Drops `integer`. */
  relaxed?: boolean
  /** With `relaxed`: by interior point, much faster on large problems; off by some 1e-7. */
  interior?: boolean
  /** Stop when objective and bound are this close, absolutely. */
  gap?: number
  /** Stop as soon as a solution this good is known. */
  target?: number
  /** Asked many times a second; true ends the run. */
  stop?: () => boolean
  onImproved?: (values: Float64Array, objective: number) => void
  onBound?: (bound: number) => void
}

export type SolveOutcome = {
  /** `limit`: stopped by time, work, target or `stop`; `values` may be there all the same. */
  status: 'optimal' | 'infeasible' | 'unbounded' | 'limit' | 'failed'
  values: Float64Array | null
  /** Infinity while `values` is null. */
  objective: number
  /** No solution is cheaper; -Infinity while unknown. */
  bound: number
  /** Prices of the rows; only of a solved problem without whole numbers. */
  rowDuals: Float64Array | null
  /** Simplex iterations spent. */
  work: number
}

export type Solver = (problem: SparseProblem, options?: SolveOptions) => SolveOutcome

const INTEGRALITY = 1e-6
let loading: Promise<Highs> | undefined

/** One runtime a thread; its memory only grows, so models are disposed after every run. */
export async function loadSolver(): Promise<Solver> {
  loading ??= loadHighs()
  const highs = await loading
  return (problem, options = {}) => solve(highs, problem, options)
}

function solve(highs: Highs, problem: SparseProblem, options: SolveOptions): SolveOutcome {
  if (problem.columns === 0) return solveNothing(problem)
  const { integer, cost, lower, upper, rowLower, rowUpper, starts, indices, values } = problem
  const whole = integer !== undefined && !options.relaxed
  const model = highs.createModel({
    numCols: problem.columns,
    numRows: problem.rows,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: {
      format: 'csr',
      numRows: problem.rows,
      numCols: problem.columns,
      starts,
      indices,
      values,
    },
    ...(whole ? { integrality: integer } : {}),
  })
  try {
    model.options.set({
      output_flag: false,
      random_seed: options.seed ?? 0,
      mip_rel_gap: 0,
      mip_abs_gap: options.gap ?? 1e-6,
      mip_feasibility_tolerance: INTEGRALITY,
      ...(options.seconds === undefined ? {} : { time_limit: Math.max(0.01, options.seconds) }),
      ...(options.interior && !whole ? { solver: 'ipm', run_crossover: 'off' } : {}),
      ...(options.target === undefined ? {} : { objective_target: options.target }),
    })
    if (options.start && whole) model.setSolution({ colValue: options.start })
    const seen = { work: 0, bound: -Infinity }
    run(highs, model, options, whole, seen)
    return read(highs, model, whole, seen)
  } finally {
    model.dispose()
  }
}

type Native = ReturnType<Highs['createModel']>

function run(
  highs: Highs,
  model: Native,
  options: SolveOptions,
  whole: boolean,
  seen: { work: number; bound: number },
): void {
  const { callbackType } = highs.constants
  const { stop, onImproved, onBound, work = Infinity } = options
  model.run({
    ...(whole
      ? {
          [callbackType.mipInterrupt]: (event) => {
            seen.work = Number(event.data.mip_total_lp_iterations ?? 0)
            const bound = event.data.mip_dual_bound ?? -Infinity
            if (bound > seen.bound && Number.isFinite(bound)) {
              seen.bound = bound
              onBound?.(bound)
            }
            if (seen.work > work || stop?.()) event.interrupt()
          },
        }
      : {}),
    ...(stop || work < Infinity
      ? {
          [callbackType.simplexInterrupt]: (event) => {
            const here = event.data.simplex_iteration_count ?? 0
            if (seen.work + here > work || stop?.()) event.interrupt()
          },
          [callbackType.ipmInterrupt]: (event) => {
            if (stop?.()) event.interrupt()
          },
        }
      : {}),
    ...(onImproved && whole
      ? {
          [callbackType.mipImprovingSolution]: (event) => {
            const values = event.data.mip_solution
            if (values) onImproved(values, event.data.objective_function_value ?? NaN)
          },
        }
      : {}),
  })
}

function read(
  highs: Highs,
  model: Native,
  whole: boolean,
  seen: { work: number; bound: number },
): SolveOutcome {
  const codes = highs.constants.modelStatus
  const code = model.getModelStatus()
  const has = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
  const solution = has ? model.getSolution() : null
  const objective = has ? model.getObjectiveValue() : Infinity
  const status =
    code === codes.optimal
      ? 'optimal'
      : code === codes.infeasible
        ? 'infeasible'
        : code === codes.unbounded || code === codes.unboundedOrInfeasible
          ? 'unbounded'
          : code <= codes.postsolveError && code !== codes.notSet
            ? 'failed'
            : 'limit'
  const dual = whole ? Number(model.info.get('mip_dual_bound')) : objective
  return {
    status,
    values: solution?.colValue ?? null,
    objective,
    bound: status === 'optimal' ? Math.min(dual, objective) : Math.max(dual, seen.bound),
    rowDuals: !whole && status === 'optimal' ? (solution?.rowDual ?? null) : null,
    work: Math.max(seen.work, Number(model.info.get('simplex_iteration_count'))),
  }
}

/** HiGHS calls a problem without columns "empty"; its rows still decide. */
function solveNothing(problem: SparseProblem): SolveOutcome {
  const holds =
    problem.rowLower.every((bound) => bound <= 1e-9) &&
    problem.rowUpper.every((bound) => bound >= -1e-9)
  return {
    status: holds ? 'optimal' : 'infeasible',
    values: holds ? new Float64Array(0) : null,
    objective: holds ? 0 : Infinity,
    bound: holds ? 0 : Infinity,
    rowDuals: null,
    work: 0,
  }
}
