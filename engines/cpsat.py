#!/usr/bin/env python3
"""CP-SAT as an engine beside Isocenter's own: docs/engine-protocol.md. Needs `pip install ortools`.

Goals are solved one after the other; each reached total is kept as a row while the next is solved.
"""

import json
import sys
import threading
import time

SCALE = 1000  # CP-SAT counts in whole numbers; weights and prices are kept to three digits.


def main() -> int:
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        print("OR-tools is not installed: pip install ortools", file=sys.stderr)
        return 2
    data = json.loads(sys.stdin.readline())
    began = time.monotonic()
    stopped = threading.Event()
    threading.Thread(target=wait_for_end, args=(stopped,), daemon=True).start()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = data["seed"] % (2**31 - 1)
    build = Build(cp_model, data)
    bounds = [0.0] + [None] * (len(data["levels"]) - 1)
    hint = data["start"]
    for level in range(1, len(data["levels"])):
        left = data["seconds"] - (time.monotonic() - began)
        if left <= 0 or stopped.is_set():
            break
        total = build.total(level)
        build.model.minimize(total)
        build.hint(hint)
        solver.parameters.max_time_in_seconds = left
        solver.best_bound_callback = tell_bound(bounds, level)
        status = solver.solve(build.model, Tell(cp_model, build, stopped))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return 0
        hint = [build.work_of(cell, solver.value) for cell in range(len(data["options"]))]
        bounds[level] = solver.best_objective_bound / SCALE / SCALE
        say({"bounds": bounds})
        build.model.add(total <= round(solver.objective_value))
        if status != cp_model.OPTIMAL:
            # Later goals mean nothing while this one is open.
            break
    return 0


def wait_for_end(stopped: threading.Event) -> None:
    for _ in sys.stdin:
        pass
    stopped.set()


def say(line: dict) -> None:
    print(json.dumps(line), flush=True)


def tell_bound(bounds, level):
    def tell(bound: float) -> None:
        if bound > 0:
            say({"bounds": [*bounds[:level], bound / SCALE / SCALE, *bounds[level + 1 :]]})

    return tell


def whole(number: float) -> int:
    return round(number * SCALE)


class Build:
    """The model: one Boolean for each option of each cell, one amount for each count."""

    def __init__(self, cp_model, data):
        self.data = data
        self.model = cp_model.CpModel()
        self.x = {}
        works = data["works"]
        for cell, options in enumerate(data["options"]):
            names = []
            for work in options:
                key = cell * works + work if work >= 0 else ("none", cell)
                self.x[key] = self.model.new_bool_var(str(key))
                names.append(self.x[key])
            self.model.add_exactly_one(names)
        self.amounts = [[] for _ in data["levels"]]
        for count in data["counts"]:
            self.add(count)

    def literal(self, lit: int):
        variable = lit if lit >= 0 else -lit - 1
        known = self.x.get(variable)
        if known is None:
            return lit < 0
        return known if lit >= 0 else known.negated()

    def form(self, form):
        terms = [
            whole(weight) * self.x[variable]
            for variable, weight in zip(form["vars"], form["weights"])
            if variable in self.x
        ]
        return whole(form["constant"]) + sum(terms)

    def add(self, count) -> None:
        when = [self.literal(lit) for lit in count["when"]]
        if any(literal is False for literal in when):
            return
        when = [literal for literal in when if literal is not True]
        forms = [self.form(form) for form in count["forms"]]
        if count["kind"] == "excess":
            sides = [forms[0]]
        else:
            if len(forms) < 2:
                return
            high = self.model.new_int_var(-(10**9), 10**9, "")
            low = self.model.new_int_var(-(10**9), 10**9, "")
            for form in forms:
                self.model.add(high >= form)
                self.model.add(low <= form)
            sides = [high - low - whole(count["allowed"])]
        for side in sides:
            if count["level"] == 0:
                row = self.model.add(side <= 0)
            else:
                amount = self.model.new_int_var(0, 10**9, "")
                row = self.model.add(amount >= side)
                self.amounts[count["level"]].append(whole(count["price"]) * amount)
            if when:
                row.only_enforce_if(when)

    def total(self, level: int):
        return sum(self.amounts[level])

    def work_of(self, cell: int, value) -> int:
        works = self.data["works"]
        for work in self.data["options"][cell]:
            key = cell * works + work if work >= 0 else ("none", cell)
            if value(self.x[key]):
                return work
        return -1

    def hint(self, roster) -> None:
        self.model.clear_hints()
        if roster is None:
            return
        works = self.data["works"]
        for cell, options in enumerate(self.data["options"]):
            for work in options:
                key = cell * works + work if work >= 0 else ("none", cell)
                self.model.add_hint(self.x[key], int(roster[cell] == work))


def Tell(cp_model, build, stopped):
    """A callback that says each solution and stops when nobody listens any more."""

    class Teller(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            cells = range(len(build.data["options"]))
            say({"roster": [build.work_of(cell, self.value) for cell in cells]})
            if stopped.is_set():
                self.stop_search()

    return Teller()


if __name__ == "__main__":
    sys.exit(main())
