"""Golden rows of separate closing curves, from the method alone: each part of a list is a list of its own
with the calendar of the whole.

Writes separate_deals.csv, separate_parts.csv and separate_replay.csv beside this file.
"""

import copy
from datetime import timedelta

import numpy as np

from deals import TODAY, Calendar, Deal, Measured, dead_line, default_hazards, observations, quarter_start, write

LEAST = 30  # wins
DAYS = 92  # of the period from today on


def simulated(seed, kinds, days=900, won_on=lambda day: 1.0):
    """Deals day by day of `kinds`: segment, number, win rate, cycle; as (segment, deal)."""
    random = np.random.default_rng(seed)
    rows = []
    for segment, count, win, cycle in kinds:
        hazards = default_hazards(win, cycle, days)
        for _ in range(count):
            created = TODAY - timedelta(days=int(random.integers(1, days + 1)))
            closed, is_won = None, False
            for x in range((TODAY - created).days):
                w = min(hazards[0][x] * won_on(created + timedelta(days=x)), 0.9)
                l = min(hazards[1][x], 0.95 - w)
                draw = random.random()
                if draw < w + l:
                    closed, is_won = created + timedelta(days=x), draw < w
                    break
            rows.append((segment, Deal(created, closed, is_won, 500.0 * int(random.integers(1, 80)))))
    return rows


CASES = {
    "two segments that differ": simulated(41, [("Small", 300, 0.5, 25.0), ("Large", 300, 0.2, 110.0)]),
    "a small segment and blanks lean on the whole list": simulated(
        42, [("Mid", 260, 0.4, 50.0), ("Large", 240, 0.3, 90.0), ("Rare", 30, 0.3, 60.0), ("", 20, 0.3, 60.0)]),
    "small segments and blanks are all others": simulated(
        43, [("Mid", 240, 0.4, 50.0), ("Large", 240, 0.3, 90.0), ("Rare", 60, 0.4, 30.0), ("", 90, 0.4, 30.0)]),
    "wins wait for the end of a quarter": simulated(
        44, [("Small", 400, 0.5, 30.0), ("Large", 400, 0.25, 100.0)], 900,
        lambda day: 2.2 if day.month % 3 == 0 else 0.5),
}


def figures(deals, today, whole=None):
    """Wins, win rate, cycle and curve of some deals; with few wins as if ten more were as in the whole."""
    closed = [d for d in deals if d.closed is not None and d.closed < today]
    ages = [(d.closed - d.created).days + 1 for d in closed if d.won]
    if len(ages) >= LEAST or whole is None:
        win, cycle = len(ages) / len(closed), sum(ages) / len(ages)
    else:
        _, p, c, _ = whole
        win, cycle = (len(ages) + 10 * p) / (len(closed) + 10), (sum(ages) + 10 * c) / (len(ages) + 10)
    return len(ages), win, cycle, Measured(observations(deals, today, None), win, cycle)


def parted(rows, today):
    """The parts of a list as known on the morning of a day: name and deals; "" is all others."""
    wins = {}
    for segment, deal in rows:
        if segment and deal.won and deal.closed < today:
            wins[segment] = wins.get(segment, 0) + 1
    own = sorted((name for name, n in wins.items() if n >= LEAST), key=lambda name: (-wins[name], name))
    parts = [(name, [d for s, d in rows if s == name]) for name in own]
    others = [d for s, d in rows if s not in own]
    return parts + ([("", others)] if others else [])


def known(rows, day):
    """The list as it looked on the morning of a day."""
    return [(s, d) for s, d in rows if d.created < day]


def curves(rows, today):
    """The whole, and each part with its own figures."""
    deals = [d for _, d in rows]
    whole = figures(deals, today)
    calendar = Calendar(deals, today, None, whole[3])
    parts = parted(rows, today)
    if len(parts) == 1 and not parts[0][0]:
        return whole, calendar, [("", parts[0][1], whole)]
    return whole, calendar, [(name, own, figures(own, today, whole)) for name, own in parts]


def chances(calendar, curve, deals, today, days):
    """Of the open deals in the period, by their own curve and the calendar of all."""
    own = copy.copy(calendar)
    own.curve = curve
    open_ = [d for d in deals if d.closed is None or d.closed >= today]
    return [(d, own.chance((today - d.created).days, 0, days)) for d in open_]


def main():
    lists, tables, periods = [], [], []
    for case, rows in CASES.items():
        _, calendar, parts = curves(rows, TODAY)
        found = {}
        for name, own, (wins, win, cycle, curve) in parts:
            open_ = chances(calendar, curve, own, TODAY, DAYS)
            found |= {id(d): (q, curve.ever((TODAY - d.created).days)) for d, q in open_}
            tables.append({"case": case, "name": name, "wins": wins, "win_rate": win, "cycle": cycle,
                           "line": dead_line(curve, wins, cycle, 2.0), "open": len(open_),
                           "value": sum(d.value for d, _ in open_), "expected": sum(d.value * q for d, q in open_)})
        lists += [{"case": case, "created": d.created, "closed": d.closed,
                   "outcome": "open" if d.closed is None else "won" if d.won else "lost",
                   "value": d.value, "segment": s, "chance": found.get(id(d), (None,))[0]} for s, d in rows]
        running = 12 * TODAY.year + TODAY.month - 1
        for back in range(8, 0, -1):
            start, end = quarter_start(running - 3 * back), quarter_start(running - 3 * back + 3)
            then, days = known(rows, start), (end - start).days
            wins = sum(d.won and d.closed < start for _, d in then)
            if wins < 10 or all(d.closed is not None and d.closed < start for _, d in then):
                continue
            whole, dated, split = curves(then, start)
            one = chances(dated, whole[3], [d for _, d in then], start, days)
            apart = [pair for _, own, (_, _, _, curve) in split for pair in chances(dated, curve, own, start, days)]
            assert len(one) == len(apart)
            periods.append({"case": case, "start": start,
                            "one_curve": sum(d.value * q for d, q in one),
                            "separate": sum(d.value * q for d, q in apart),
                            "actual": sum(d.value for d, _ in one if d.won and d.closed < end)})
    write("separate_deals.csv", lists)
    write("separate_parts.csv", tables)
    write("separate_replay.csv", periods)


if __name__ == "__main__":
    main()
