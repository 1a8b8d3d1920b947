"""Golden rows of stage multipliers (method 10.2), from the method alone: every morning of every deal is gone
through, where the code sums slopes; chances are followed day by day; totals are kept by scipy.

Writes stage_deals.csv, stages.csv and ranked.csv beside this file.
"""

from datetime import timedelta

import numpy as np
from scipy import optimize, special

from deals import TODAY, Calendar, Measured, days_ago, default_hazards, observations, write, Deal

WEIGHTS = [3, 5, 10, 20, 40, 80, 160, 320, 640]
NAMES = ["Prospecting", "Demo", "Proposal"]


def simulated(seed, count, days, won, lost, moves, won_on=lambda day: 1.0, clean_up=None):
    """Deals day by day; each with the days on which it entered stages and its stage 60 days ago."""
    random = np.random.default_rng(seed)
    hazards = default_hazards(0.35, 50.0, days)
    rows = []
    for _ in range(count):
        created = TODAY - timedelta(days=int(random.integers(1, days + 1)))
        entered, closed, is_won = [created], None, False
        for x in range((TODAY - created).days):
            day, stage = created + timedelta(days=x), len(entered) - 1
            w = min(hazards[0][x] * won[stage] * won_on(day), 0.9)
            l = min(hazards[1][x] * lost[stage], 0.95 - w)
            if clean_up == day and stage == 0:
                l = 0.9 - w
            draw = random.random()
            if draw < w + l:
                closed, is_won = day, draw < w
                break
            if stage < 2 and random.random() < moves:
                entered.append(day)
        rows.append((Deal(created, closed, is_won, 500.0 * int(random.integers(1, 80))), entered))
    return rows


CASES = {
    "late stages are won": simulated(31, 500, 800, [0.1, 0.8, 2.5], [1.2, 1.0, 0.7], 0.04),
    "wins wait for the end of a quarter": simulated(
        32, 700, 900, [0.2, 1.0, 2.0], [1.6, 1.0, 0.5], 0.03, lambda day: 2.0 if day.month % 3 == 0 else 0.6),
    "the first stage was cleaned up": simulated(
        33, 400, 700, [0.5, 1.0, 1.5], [1.0, 1.0, 1.0], 0.03, clean_up=days_ago(200)),
    "deals stay long in a stage": simulated(35, 500, 500, [0.15, 1.0, 3.0], [2.0, 1.0, 0.4], 0.008),
    "stages do nothing": simulated(34, 300, 700, [1.0] * 3, [1.0] * 3, 0.04),
}


def at_morning(entered, day):
    """The stage on the morning of a day: entered on an earlier one."""
    return max((n for n, since in enumerate(entered) if since < day), default=None)


def tally(rows, curve, calendar, horizon, since=None):
    """Closings and expectations by cause, day and stage. With `since`, the stage of that morning lasts."""
    size = (TODAY - min(deal.created for deal, _ in rows)).days
    closed, expected = np.zeros((2, size, 3)), np.zeros((2, size, 3))
    for deal, entered in rows:
        last = deal.closed if deal.closed else TODAY - timedelta(days=1)
        life = (last - deal.created).days
        mornings = [at_morning(entered, deal.created + timedelta(days=n)) for n in range(1, life + 1)]
        for n in range(1, life + 1):
            day = deal.created + timedelta(days=n)
            place = size - (TODAY - day).days
            if since is None:
                recent = mornings[max(0, n - horizon):n]
                shares = [recent.count(stage) / len(recent) for stage in range(3)]
            elif day < since or deal.created >= since:
                continue
            else:
                then = at_morning(entered, since)
                shares = [float(stage == then) for stage in range(3)]
            if n >= curve.cells:
                continue
            for cause, hazard in enumerate((curve.lw, curve.ll)):
                expected[cause, place] += np.array(shares) * hazard[n] * calendar.factor(cause, day)
            if deal.closed == day:
                closed[0 if deal.won else 1, place] += shares
    return closed, expected


def fit(closed, expected, cause):
    o, e = closed.sum(0), expected.sum(0)
    if not o.sum() or not e.sum():
        return None
    scale = o.sum() / e.sum()
    e = e * scale
    if cause == 1:
        there = expected > 0
        mean = expected * scale * o / e
        chi = sum((closed[there & (mean > 0)] - mean[there & (mean > 0)]) ** 2 / mean[there & (mean > 0)])
        phi = max(1.0, chi / (there.sum() - 3))
        o, e = o / phi, e / phi
    likelihoods = [np.sum(special.gammaln(o + k) - special.gammaln(k) + k * np.log(k / (k + e))
                          + special.xlogy(o, e / (k + e))) for k in WEIGHTS]
    best = int(np.argmax(likelihoods))
    if likelihoods[best] - np.sum(special.xlogy(o, e) - e) <= 2:
        return None
    return o, e, (o + WEIGHTS[best]) / (e + WEIGHTS[best])


def followed(curve, calendar, age, days, factors):
    """Won within `days`, and ever, with hazards times the factors of a stage."""
    open_, won = 1.0, 0.0
    for n in range(days):
        x, day = age + n, TODAY + timedelta(days=n)
        if x >= curve.cells:
            break
        w = min(curve.lw[x] * calendar.factor(0, day) * factors[0], 0.95)
        l = min(curve.ll[x] * calendar.factor(1, day) * factors[1], 0.95 - 0.99 * w)
        won, open_ = won + open_ * w, open_ * (1 - w - l)
    ever = won
    for x in range(min(age + days, curve.cells), curve.cells + 1):
        w = min(curve.lw[x] * factors[0], 0.95)
        l = min(curve.ll[x] * factors[1], 0.95 - 0.99 * w)
        ever, open_ = ever + open_ * w, open_ * (1 - w - l)
    return won, ever


def kept(wanted, chances, values):
    """The chances nearest to the wanted ones by relative entropy that keep both totals."""
    size = (values - values.mean()) / values.std()
    log_odds = special.logit(wanted)

    def over(at):
        p = special.expit(log_odds + at[0] + at[1] * size)
        return [(p - chances).sum(), (size * (p - chances)).sum()]

    found = optimize.root(over, [0.0, 0.0], tol=1e-14)
    assert max(map(abs, over(found.x))) < 1e-10
    return special.expit(log_odds + found.x[0] + found.x[1] * size)


def main():
    lists, table, looks = [], [], []
    for case, rows in CASES.items():
        deals = [deal for deal, _ in rows]
        seen = observations(deals, TODAY, None)
        wins = [deal for deal in deals if deal.won]
        cycle = sum((deal.closed - deal.created).days + 1 for deal in wins) / len(wins)
        curve = Measured(seen, len(wins) / sum(deal.closed is not None for deal in deals), cycle)
        calendar = Calendar(deals, TODAY, None, curve)
        for deal, entered in rows:
            open_ = deal.closed is None
            lists.append({
                "case": case, "created": deal.created, "closed": deal.closed,
                "outcome": "open" if open_ else "won" if deal.won else "lost", "value": deal.value,
                "stage": NAMES[at_morning(entered, TODAY)] if open_ else "Closed",
                "entered": " ".join(day.isoformat() for day in entered)})
        usual = round(cycle)
        for kind, horizon, since in [("1", 1, None), ("cycle", usual, None), ("earlier", 1, days_ago(90))]:
            closed, expected = tally(rows, curve, calendar, horizon, since)
            fits = [fit(closed[cause], expected[cause], cause) for cause in (0, 1)]
            for cause, found in zip(("won", "lost"), fits):
                row = {"case": case, "kind": kind, "cause": cause}
                if found is None:
                    table.append(row | {"stage": None, "closed": None, "expected": None, "multiplier": None})
                    continue
                table += [row | {"stage": NAMES[n], "closed": found[0][n], "expected": found[1][n],
                                 "multiplier": found[2][n]} for n in range(3)]
            if kind == "cycle" and any(found is not None for found in fits):
                looks += ranked(case, rows, curve, calendar, fits)
    write("stage_deals.csv", lists)
    write("stages.csv", table)
    write("ranked.csv", looks)


def ranked(case, rows, curve, calendar, fits, days=60):
    those = [(n, deal, at_morning(entered, TODAY)) for n, (deal, entered) in enumerate(rows) if deal.closed is None]
    those = [one for one in those if one[2] is not None]
    values = np.array([deal.value for _, deal, _ in those])
    ages = [(TODAY - deal.created).days for _, deal, _ in those]
    factors = [[1.0 if found is None else found[2][n] for found in fits] for n in range(3)]
    plain = np.array([followed(curve, calendar, age, days, (1.0, 1.0)) for age in ages])
    own = np.array([followed(curve, calendar, age, days, factors[stage])
                    for age, (_, _, stage) in zip(ages, those)])
    soon, ever = (kept(own[:, n], plain[:, n], values) for n in (0, 1))
    return [{"case": case, "position": n, "chance": a, "ever": max(a, b)}
            for (n, _, _), a, b in zip(those, soon, ever)]


if __name__ == "__main__":
    main()
