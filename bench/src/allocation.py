"""One linear programme of a round with given shares: least kg·m. Arguments: the round, and lines of `recipient kg`."""

import sys
import time

import highspy

recipients, needs, links, lots = {}, {}, {}, []
kinds = {}
for line in open(sys.argv[1]):
    kind, *fields = line.split()
    if kind == "c":
        kinds[int(fields[0])] = int(fields[2])
    elif kind == "a":
        recipients[int(fields[0])] = [int(field) for field in fields[3:]]
    elif kind == "n":
        needs.setdefault(int(fields[0]), {})[int(fields[1])] = int(fields[2])
    elif kind == "d":
        links.setdefault(int(fields[0]), {})[int(fields[1])] = int(fields[2])
    elif kind == "l":
        lots.append([int(field) for field in fields])
shares = {int(a): int(b) for a, b in (line.split() for line in open(sys.argv[2]))}

solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
begun = time.perf_counter()
rows, costs = {}, []


def limit(key, upper, column, lower=-highspy.kHighsInf):
    rows.setdefault(key, (lower, upper, []))[2].append(column)


for recipient, (people, vehicle, reach, cold, wait, *rest) in recipients.items():
    for lot, origin, category, kg, days in lots:
        metres = links.get(recipient, {}).get(origin)
        need = needs.get(recipient, {}).get(category, 0)
        if metres is None or metres > reach or days < wait or need == 0 or (kinds[category] and not cold):
            continue
        column = len(costs)
        costs.append(metres)
        limit(("lot", lot), kg, column)
        limit(("need", recipient, category), need, column)
        limit(("room", recipient, kinds[category]), rest[kinds[category]], column)
        limit(("share", recipient), shares[recipient], column, shares[recipient])
for cost in costs:
    solver.addCol(cost, 0, highspy.kHighsInf, 0, [], [])
for lower, upper, columns in rows.values():
    solver.addRow(lower, upper, len(columns), columns, [1.0] * len(columns))
solver.run()
value = solver.getInfo().objective_function_value
print(f"{len(costs)} columns, {time.perf_counter() - begun:.2f} s, {value:.0f} kg·m")
