"""Reference tables for lists of deals: win curve, rates, sweep.

Written from the method alone, without sight of the Rust sources.  Run with
no arguments (cargo xtask golden does, after make.py):

    python tests/golden/deals.py    (numpy, scipy, lifelines)

It writes beside itself

    deals.csv    the lists, one row per deal
    measured.csv  the measured win curve of each list at some ages
    sweep.csv    rates of each list, the line, and what is left without the dead deals
    replay.csv   past periods of some lists, forecast again from what was known then
    calendar.csv  multipliers of groups of days, for lists where they matter
    outlook.csv  chances of deals and wins of new ones with the calendar of the days to come

Lists are drawn from a seeded generator and then written out, so the tables can
be read without it.  With m = 0 the curve is checked against lifelines' Kaplan-Meier
and Aalen-Johansen estimators before anything is written.
"""

import csv
import math
import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from scipy import special, stats

HERE = Path(__file__).resolve().parent
PSEUDO = 10  # m
UPPER = stats.norm.ppf(0.8)
AGES = [0, 1, 2, 7, 30, 45, 60, 90, 120, 180, 240, 365]


@dataclass(frozen=True)
class Deal:
    created: date
    closed: date | None
    won: bool
    value: float
    due: date | None = None
    active: date | None = None
    probability: float | None = None


# --------------------------------------------------------------------------
# Method 1: competing risks with delayed entry, shrunk to the default curve
# --------------------------------------------------------------------------

def lognormal(mean, cv):
    variance = math.log1p(cv * cv)
    return stats.lognorm(s=math.sqrt(variance), scale=mean * math.exp(-variance / 2))


def default_hazards(win, cycle, cells):
    """Won and lost hazards of days 1 .. cells, then of everything later."""
    x = np.append(np.arange(cells + 1), np.inf)
    won = win * lognormal(cycle, 0.8).sf(x)
    lost = (1 - win) * lognormal(1.5 * cycle, 1.0).sf(x)
    left = won + lost
    with np.errstate(invalid="ignore", divide="ignore"):
        return (np.nan_to_num((won[:-1] - won[1:]) / left[:-1]),
                np.nan_to_num((lost[:-1] - lost[1:]) / left[:-1]))


def usable(deals, today):
    """Deals that can be used, and counts of those that cannot."""
    kept, counts = [], [0, 0, 0, 0]
    for position, deal in enumerate(deals):
        if deal.closed is not None and deal.closed < deal.created:
            counts[0] += 1
        elif deal.created > today:
            counts[1] += 1
        elif deal.closed is not None and deal.closed > today:
            counts[2] += 1
        elif not (0 <= deal.value <= 1e13):
            counts[3] += 1
        else:
            kept.append((position, deal))
    return kept, counts


def observations(deals, today, cut):
    """(entry, exit, event) with event 1 won, 2 lost, 0 still open."""
    seen = []
    for deal in deals:
        over = deal.closed is not None and deal.closed < today
        age = (deal.closed - deal.created).days + 1 if over else (today - deal.created).days
        entry = max(0, (cut - deal.created).days) if cut else 0
        if age > entry:
            seen.append((entry, age, (1 if deal.won else 2) if over else 0))
    return seen


def tail(risk, closed, base, oldest):
    """Method 10.1: how far the default hazard of days 1, 2, ... is to be believed."""
    share = np.ones(len(base))
    for day in range(1, len(base) + 1):
        x = min(day, oldest)
        seen = slice(2 * x // 3, x)  # days floor(2x / 3) + 1 .. x
        e, o = float(risk[seen] @ base[seen]), closed[seen].sum()
        share[day - 1] = min(1.0, (o + math.sqrt(o) + 1) / (e + 1))
    return share


class Measured:
    def __init__(self, seen, win, cycle, pseudo=PSEUDO):
        longest = max((age for _, age, _ in seen), default=0)
        self.cells = math.ceil(max(6 * cycle, 1.5 * longest))
        base_won, base_lost = default_hazards(win, cycle, self.cells)
        size = self.cells + 1
        risk, won, lost = np.zeros(size), np.zeros(size), np.zeros(size)
        for entry, age, event in seen:
            risk[entry:age] += 1  # days entry + 1 .. age
            if event:
                (won if event == 1 else lost)[age - 1] += 1
        oldest = min(longest, self.cells)
        base_won = base_won * tail(risk, won, base_won, oldest)
        base_lost = base_lost * tail(risk, lost, base_lost, oldest)
        weight = risk + pseudo
        self.risk, self.oldest = risk, oldest
        with np.errstate(invalid="ignore", divide="ignore"):
            self.lw = np.nan_to_num((won + pseudo * base_won) / weight)
            self.ll = np.nan_to_num((lost + pseudo * base_lost) / weight)
        self.weight = weight
        self.S = np.concatenate([[1.0], np.cumprod(1 - self.lw - self.ll)])
        self.Cw = np.concatenate([[0.0], np.cumsum(self.S[:-1] * self.lw)])
        self.Cl = np.concatenate([[0.0], np.cumsum(self.S[:-1] * self.ll)])

    def won(self, x):
        if math.isinf(x):
            return self.Cw[-1]
        x = min(max(x, 0.0), self.cells)
        return float(np.interp(x, np.arange(self.cells + 1), self.Cw[:-1]))

    def chance(self, age, before, days):
        open_ = self.S[min(age, self.cells)]
        if open_ < 1e-9 or days <= before:
            return 0.0
        return (self.won(age + days) - self.won(age + before)) / open_

    def ever(self, age):
        return self.chance(age, 0, math.inf)

    def sd(self, age, until=None):
        """Delta method with numerical derivatives of C_w(until | open at age), Dirichlet hazards."""
        last = len(self.lw) if until is None else until
        lw, ll, weight = self.lw[age:last], self.ll[age:last], self.weight[age:last]

        def share(lw, ll):
            return float(np.sum(np.concatenate([[1.0], np.cumprod(1 - lw - ll)[:-1]]) * lw))

        total, step = 0.0, 1e-6
        for i in range(len(lw)):
            gradient = []
            for which in (0, 1):
                ends = []
                for sign in (1, -1):
                    moved = [lw.copy(), ll.copy()]
                    moved[which][i] += sign * step
                    ends.append(share(*moved))
                gradient.append((ends[0] - ends[1]) / (2 * step))
            cov = np.array([[lw[i] * (1 - lw[i]), -lw[i] * ll[i]], [-lw[i] * ll[i], ll[i] * (1 - ll[i])]])
            total += float(np.array(gradient) @ cov @ np.array(gradient)) / (weight[i] + 1)
        return math.sqrt(total)

    def ever_sd(self):
        """The same for the chance to be ever won at all ages, exactly, by the chain rule."""
        sd, variance, ever = np.zeros(len(self.lw) + 1), 0.0, 0.0
        for x in range(len(self.lw) - 1, -1, -1):
            w, l, n = self.lw[x], self.ll[x], self.weight[x] + 1
            a, b = 1 - ever, -ever
            variance = ((a * a * w * (1 - w) + b * b * l * (1 - l) - 2 * a * b * w * l) / n
                        + (1 - w - l) ** 2 * variance)
            ever = w + (1 - w - l) * ever
            sd[x] = math.sqrt(variance)
        return sd

    def uppers(self, days):
        """U(a) of method 10.1 at ages 0 .. the oldest seen: upper 80 % bound of q(a, days)."""
        out = []
        for age in range(self.oldest + 1):
            mean = variance = 0.0
            for x in range(min(age + days, self.cells) - 1, age - 1, -1):
                w, l = self.lw[x], self.ll[x]
                cov = np.array([[w * (1 - w), -w * l], [-w * l, l * (1 - l)]]) / (self.weight[x] + 1)
                slope = np.array([1 - mean, -mean])
                variance = float(slope @ cov @ slope) + (1 - w - l) ** 2 * variance
                mean = w + (1 - w - l) * mean
            out.append(mean + UPPER * math.sqrt(variance) if self.S[age] >= 1e-9 else 0.0)
        return out

    def quantile(self, p):
        target = p * self.Cw[-1]
        if target <= 0:
            return None
        if self.Cw[self.cells] < target:
            return float(self.cells)
        after = int(np.argmax(self.Cw[:-1] >= target))
        low, high = self.Cw[after - 1], self.Cw[after]
        return after - 1 + (target - low) / (high - low)


def check_lifelines(seen):
    """m = 0 is Kaplan-Meier and Aalen-Johansen."""
    curve = Measured(seen, 0.3, 50.0, pseudo=0)
    entry, age, event = (np.array(column) for column in zip(*seen))
    km = KaplanMeierFitter().fit(age, event > 0, entry=entry)
    for x in AGES:
        if x <= age.max():
            assert abs(km.predict(x) - curve.S[x]) < 1e-12, x
    if (entry == 0).all():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            aj = AalenJohansenFitter(calculate_variance=False, jitter_level=1e-9, seed=1)
            # It breaks ties at random; those censored must stay behind the events of their day.
            aj.fit(age + 0.5 * (event == 0), event, event_of_interest=1)
        table = aj.cumulative_density_.iloc[:, 0]
        for x in AGES:
            if x <= age.max():
                assert abs(table[table.index <= x + 0.25].iloc[-1] - curve.Cw[x]) < 1e-6, x


# --------------------------------------------------------------------------
# Method 10.2: the calendar
# --------------------------------------------------------------------------

DIMENSIONS = (("weekday", 7, 0, lambda d: d.weekday()),
              ("day of month", 6, 120, lambda d: min((d.day - 1) // 5, 5)),
              ("month of quarter", 3, 180, lambda d: (d.month - 1) % 3))


class Calendar:
    def __init__(self, deals, today, cut, curve):
        self.curve, self.today = curve, today
        rows = []
        for deal in deals:
            (seen,) = observations([deal], today, cut) or [None]
            if seen:
                rows.append((deal.created, *seen))
        self.start = min((created + timedelta(days=entry) for created, entry, _, _ in rows), default=today)
        days = (today - self.start).days
        observed, expected = np.zeros((2, days)), np.zeros((2, days))
        for created, entry, age, event in rows:
            zero = (created - self.start).days
            for cause, hazard in enumerate((curve.lw, curve.ll)):
                expected[cause, zero + entry:zero + age] += hazard[entry:age]
            if event:
                observed[event - 1, zero + age - 1] += 1
        dates = [self.start + timedelta(days=n) for n in range(days)]
        self.effects = [self.fit(dates, observed[cause], expected[cause], cause) for cause in (0, 1)]

    @staticmethod
    def fit(dates, observed, expected, cause):
        dims = [(name, np.array([group(d) for d in dates], dtype=int), size)
                for name, size, least, group in DIMENSIONS if len(dates) >= least]
        found = {name: np.ones(size) for name, _, size in dims}
        shrink = {name: None for name, _, _ in dims}
        tables = {}
        if not observed.sum() or not expected.sum():
            return {}
        for turn in range(4):
            for name, member, size in dims:
                e_day = expected.copy()
                for other, its, _ in dims:
                    if other != name:
                        e_day = e_day * found[other][its]
                e_day *= observed.sum() / e_day.sum()
                o = np.array([observed[member == g].sum() for g in range(size)])
                e = np.array([e_day[member == g].sum() for g in range(size)])
                phi = 1.0
                if cause == 1:
                    edges = np.flatnonzero(np.diff(member)) + 1
                    runs = [(member[part[0]], observed[part].sum(), e_day[part].sum())
                            for part in np.split(np.arange(len(dates)), edges)]
                    runs = [run for run in runs if run[2] > 0]
                    chi = sum((count - mean * o[g] / e[g]) ** 2 / (mean * o[g] / e[g])
                              for g, count, mean in runs if o[g] > 0)
                    if len(runs) > size:
                        phi = max(1.0, chi / (len(runs) - size))
                o, e = o / phi, e / phi
                if turn < 2:
                    weights = [3, 5, 10, 20, 40, 80, 160, 320, 640]
                    likelihoods = [np.sum(special.gammaln(o + k) - special.gammaln(k) + k * np.log(k / (k + e))
                                          + special.xlogy(o, e / (k + e))) for k in weights]
                    best = int(np.argmax(likelihoods))
                    gain = likelihoods[best] - np.sum(special.xlogy(o, e) - e)
                    shrink[name] = weights[best] if gain > 2 else None
                k = shrink[name]
                found[name] = np.ones(size) if k is None else (o + k) / (e + k)
                tables[name] = (o, e)
        return {name: (found[name], *tables[name]) for name in found if shrink[name] is not None}

    def factor(self, cause, day):
        out = 1.0
        for name, _, _, group in DIMENSIONS:
            if name in self.effects[cause]:
                out *= self.effects[cause][name][0][group(day)]
        return out

    def follow(self, age, first, days):
        """What is won on each of `days` from the day `first` on by a deal of `age`, and what stays open."""
        open_, won = 1.0, []
        for n in range(days):
            x, day = age + n, self.today + timedelta(days=first + n)
            w, l = (self.curve.lw[x], self.curve.ll[x]) if x < self.curve.cells else (0.0, 0.0)
            w = min(w * self.factor(0, day), 0.95)
            l = min(l * self.factor(1, day), 0.95 - 0.99 * w)
            won.append(open_ * w)
            open_ *= 1 - w - l
        return won, open_

    def chance(self, age, before, days):
        if not any(self.effects):
            return self.curve.chance(age, before, days)
        if self.curve.S[min(age, self.curve.cells)] < 1e-9:
            return 0.0
        return sum(self.follow(age, 0, max(days, 0))[0][before:])

    def ever(self, age, days):
        won, open_ = self.follow(age, 0, days)
        return sum(won) + open_ * self.curve.ever(age + days)

    def arrivals(self, days):
        """One deal a day, half of them in the morning and half in the evening."""
        return sum((sum(self.follow(0, s, days - s)[0]) + sum(self.follow(0, s + 1, days - s - 1)[0])) / 2
                   for s in range(days))


def dated_rows(case, curve_calendar):
    names = ("won", "lost")
    table = [{"case": case["case"], "cause": names[cause], "dimension": name, "group": group,
              "closed": o[group], "expected": e[group], "multiplier": m[group]}
             for cause in (0, 1) for name, (m, o, e) in curve_calendar.effects[cause].items()
             for group in range(len(m))]
    looks = []
    if any(curve_calendar.effects):
        for age in (0, 1, 20, 75, 300):
            for days in (1, 31, 92):
                looks.append({"case": case["case"], "age": age, "days": days,
                              "chance": curve_calendar.chance(age, 0, days), "ever": curve_calendar.ever(age, days)})
        looks += [{"case": case["case"], "age": None, "days": days, "chance": curve_calendar.arrivals(days)}
                  for days in (1, 31, 92)]
    return table, looks


# --------------------------------------------------------------------------
# Rates, the line, before and after
# --------------------------------------------------------------------------

def mean(values):
    return (sum(values) / len(values), len(values)) if values else (None, None)


def rates(deals, today, curve, cut, window, case_cycle):
    closed = [d for d in deals if d.closed is not None]  # today's included
    won = [d for d in closed if d.won]
    values = [d.value for d in deals if d.value > 0]
    open_ = [d for d in deals if d.closed is None]
    cycle = mean([(d.closed - d.created).days for d in won])
    out = {
        "own_win_rate": len(won) / len(closed) if closed else None, "own_win_rate_n": len(closed) or None,
        "win_rate_by_value": sum(d.value for d in won) / sum(d.value for d in closed) if closed else None,
        "own_cycle": cycle[0], "own_cycle_n": cycle[1],
        "average_deal": mean(values)[0], "average_deal_n": mean(values)[1],
        "average_won": mean([d.value for d in won if d.value > 0])[0],
        "deal_spread": float(np.std(values, ddof=1) / np.mean(values)) if len(values) > 1 else None,
        "own_aged_share": mean([float((today - d.created).days > (case_cycle if cycle[0] is None else cycle[0]))
                                for d in open_])[0],
        "open_deals": len(open_), "open_pipeline": sum(d.value for d in open_),
    }
    since = cut or date.min
    mature = curve.quantile(0.95)
    for name, least, within in (("cohort", mature and math.ceil(mature), math.inf),
                                ("won_in_window", window, window)):
        if least is None:
            continue
        old = [d for d in deals if d.created >= since and (today - d.created).days >= least]
        hits = [d for d in old if d in won and (d.closed - d.created).days + 1 <= within]
        out[name] = len(hits) / len(old) if old else None
        out[name + "_n"] = len(old) or None
    if deals:
        start = max(min(d.created for d in deals), today - timedelta(days=91))
        new = [d for d in deals if start <= d.created < today]
        out["new_pipeline"] = sum(d.value for d in new) / max((today - start).days / 7, 1) if new else None
        out["new_pipeline_n"] = len(new) or None
    return out


def total_correlation(rho, p, n):
    tau2 = rho / (1 - rho)
    if n and 0 < p < 1:
        tau2 += p * (1 - p) / (n * stats.norm.pdf(special.ndtri(p)) ** 2)
    return tau2 / (1 + tau2)


def chance_of(values, chances, needed, rho):
    """P(S >= needed): exact on the lattice of 500, by convolution in each market."""
    if needed <= 0:
        return 1.0
    steps = [round(v / 500) for v in values]
    assert all(abs(500 * k - v) < 1e-9 for k, v in zip(steps, values))
    z = np.linspace(-8.5, 8.5, 601) if rho else np.zeros(1)
    weight = np.exp(-z * z / 2)
    weight /= weight.sum()
    masses = np.zeros((len(z), sum(steps) + 1))
    masses[:, 0] = 1
    for k, r in zip(steps, chances):
        given = special.ndtr((special.ndtri(r) - math.sqrt(rho) * z) / math.sqrt(1 - rho))[:, None]
        moved = np.zeros_like(masses)
        moved[:, k:] = masses[:, :masses.shape[1] - k]
        masses = (1 - given) * masses + given * moved
    least = math.ceil(needed / 500 - 1e-9)
    return float(weight @ masses[:, least:].sum(axis=1))


def dead_line(curve, wins, cycle, multiple):
    """Method 10.1, from the definition: every age is tried."""
    if wins == 0:
        return multiple * cycle
    weight = wins / (wins + 60)
    bounds = curve.uppers(int(math.floor(2 * cycle + 0.5)))
    score = [max(bound / (0.25 * curve.Cw[-1]), 1e-9) ** weight
             * (multiple * cycle / (age or 0.5)) ** (1 - weight) for age, bound in enumerate(bounds)]
    # The deal-days at an age are those of the day that ends at it.
    seen = [0.0] + [float(n) for n in curve.risk[:curve.oldest]]
    for age in range(curve.oldest + 1):
        later = range(age, curve.oldest + 1)
        if score[age] <= 1 and sum(seen[a] for a in later if score[a] <= 1) >= 0.9 * sum(seen[a] for a in later):
            return float(age)
    return multiple * cycle if multiple * cycle > curve.oldest else None


def sweep(case):
    today, deals = case["today"], case["deals"]
    kept, rejected = usable(deals, today)
    plain = [deal for _, deal in kept]
    closed = [d for d in plain if d.closed is not None]  # today's included
    won = [d for d in closed if d.won]
    ages = [(d.closed - d.created).days + 1 for d in won]
    win = len(won) / len(closed) if won else case["win_rate"] / 100
    cycle = sum(ages) / len(ages) if won else float(case["sales_cycle"])
    cut = case["cut"]
    seen = observations(plain, today, cut)
    if case.get("check") and seen:
        check_lifelines(seen)
    curve = Measured(seen, win, cycle)
    days_to_come = Calendar(plain, today, cut, curve)
    sd = curve.ever_sd()
    for age in (0, 30):  # the chain rule against numerical derivatives
        assert abs(sd[age] - curve.sd(age)) < 1e-7
    ever = curve.Cw[-1]

    def upper(age):
        age = min(age, curve.cells)
        return 0.0 if curve.S[age] < 1e-9 else min(1.0, curve.ever(age) + UPPER * sd[age])

    # The curve knows what closed today as open until the day is over.
    known = sum(d.closed < today for d in won)
    line = dead_line(curve, known, cycle, case["dead_after"]) if case["dead_days"] is None else case["dead_days"]

    def is_dead(age):
        return line is not None and (age >= line if case["dead_days"] is None else age > line)

    def dead(deal):
        return is_dead((today - deal.created).days)

    start, end = case["period_start"], case["period_end"]
    before, days = max(0, (start - today).days), (end - today).days + 1
    already = sum(d.value for d in won if start <= d.closed <= end)
    rho = total_correlation(case["correlation"] / 100, win, len(closed) if won else 0)
    open_ = [d for d in plain if d.closed is None]
    remaining = max(0.0, case["goal"] - already)

    def chance(deal):
        return days_to_come.chance((today - deal.created).days, before, days)

    row = {"rejected": rejected, "default_win_rate": win, "default_cycle": cycle, "line": line,
           "late_wins": None if line is None or ever == 0 else (ever - curve.won(line)) / ever,
           "closed_won": already, "total_correlation": rho}
    for name, part in (("before", open_), ("after", [d for d in open_ if not dead(d)])):
        value = sum(d.value for d in part)
        chances = [chance(d) for d in part]
        row |= {f"{name}_deals": len(part), f"{name}_pipeline": value,
                f"{name}_coverage": value / remaining if remaining else None,
                f"{name}_flat": win * value,
                f"{name}_expected": sum(d.value * r for d, r in zip(part, chances)),
                f"{name}_chance": chance_of([d.value for d in part], chances, case["goal"] - already, rho)}
    regret = [d for d in won if is_dead((d.closed - d.created).days)]
    row |= {"regret_deals": len(regret), "regret_value": sum(d.value for d in regret),
            "past_due": sum(d.due is not None and d.due < today for d in open_)}
    gap = max(0.0, case["goal"] - already - row["after_expected"])
    gone, needed, total = sorted((d.value for d in open_ if dead(d)), reverse=True), 0, 0.0
    while total < gap and needed < len(gone):
        total += gone[needed]
        needed += 1
    row["survivors"] = needed if total >= gap else None
    row |= rates(plain, today, curve, cut, 90, case["sales_cycle"])
    points = []
    for age in AGES + [case["old"]]:
        i = min(age, curve.cells)
        points.append({"case": case["case"], "age": age, "won": curve.Cw[i], "lost": curve.Cl[i], "open": curve.S[i],
                       "won_sd": curve.sd(0, i) if i <= 60 else None, "chance_90": curve.chance(age, 0, 90),
                       "ever": curve.ever(age), "upper": upper(age)})
    for p, column in ((0.1, "q10"), (0.5, "q50"), (0.95, "q95")):
        row[column] = curve.quantile(p)
    return row, points, dated_rows(case, days_to_come)


# --------------------------------------------------------------------------
# Past periods, forecast again
# --------------------------------------------------------------------------

REPLAYED = ["a long history with dead deals", "a long history with hardly any dead deal",
            "a list of deals closed in the last year", "without correlation", "twelve wins bend the line a little",
            "wins come at the end of quarters and never on weekends"]


def quarter_start(month):
    """First day of the month so many months after year 0."""
    return date(month // 12, month % 12 + 1, 1)


def replay(case):
    """The last eight fiscal quarters that are over; deals open on the first morning, at their present value."""
    today, cut, fiscal, rows = case["today"], case["cut"], case.get("fiscal_start", 0), []
    running = 12 * today.year + today.month - 1
    running -= (running - fiscal) % 3
    deals = [deal for _, deal in usable(case["deals"], today)[0]]
    for back in range(8, 0, -1):
        start, end = quarter_start(running - 3 * back), quarter_start(running - 3 * back + 3)
        days = (end - start).days
        if cut and start < cut:
            continue
        known = [d for d in deals if d.created < start]
        closed = [d for d in known if d.closed is not None and d.closed < start]
        ages = [(d.closed - d.created).days + 1 for d in closed if d.won]
        open_ = [d for d in known if d not in closed]
        if len(ages) < 10 or not open_:
            continue
        win = len(ages) / len(closed)
        curve = Measured(observations(known, start, cut), win, sum(ages) / len(ages))
        dated = Calendar(known, start, cut, curve)
        value = sum(d.value for d in open_)
        won = [d for d in deals if d.won and d.closed < today and start <= d.closed < end]
        rows.append({
            "case": case["case"], "fiscal_start": fiscal, "start": start, "days": days, "open_deals": len(open_), "open_pipeline": value,
            "curve": sum(d.value * dated.chance((start - d.created).days, 0, days) for d in open_),
            "flat": win * value, "three_times": value / 3,
            "actual": sum(d.value for d in won if d.created < start),
            "wins": sum(d.created < start for d in won),
            "actual_new": sum(d.value for d in won if d.created >= start)})
    total = sum(row["actual"] for row in rows)
    k, n = len(rows), sum(row["wins"] for row in rows)
    promised = sum(row["curve"] for row in rows)
    # Method 10.3: what past quarters teach, shrunk towards nothing and capped.
    weight = k / (k + 8) * n / (n + 100)
    summary = {"lesson": min(2.0, max(0.5, (total / promised) ** weight)) if total and promised else 1.0}
    for way in ("curve", "flat", "three_times"):
        errors = [row[way] - row["actual"] for row in rows]
        summary |= {f"{way}_bias": sum(errors) / total if total else None,
                    f"{way}_wape": sum(map(abs, errors)) / total if total else None}
    return [row | summary for row in rows]


# --------------------------------------------------------------------------
# Lists
# --------------------------------------------------------------------------

TODAY = date(2026, 7, 1)


def drawn(seed, count, days, win, cycle, dead, since=None, due=0.0):
    """Deals created evenly over `days` before today; a share `dead` is never closed."""
    random = np.random.default_rng(seed)
    deals = []
    for _ in range(count):
        created = TODAY - timedelta(days=int(random.integers(1, days + 1)))
        is_won = random.random() < win
        length = int(lognormal(cycle if is_won else 1.3 * cycle, 0.6).ppf(random.random()))
        closed = created + timedelta(days=length)
        if random.random() < dead or closed >= TODAY:
            closed, is_won = None, False
        value = 500.0 * int(random.integers(1, 80))
        expected = TODAY + timedelta(days=int(random.integers(-60, 90))) if closed is None and random.random() < due else None
        if since is None or closed is None or closed >= since:
            deals.append(Deal(created, closed, is_won, value, expected))
    return deals


def days_ago(days):
    return TODAY - timedelta(days=days)


def never_closing(ages):
    """200 deals closed after 30 to 59 days, three of ten won, and open ones of these ages."""
    closed = [Deal(days_ago(700 - 3 * n), days_ago(700 - 3 * n - 30 - n % 30), n % 10 < 3, 10_000.0) for n in range(200)]
    return closed + [Deal(days_ago(age), None, False, 10_000.0) for age in ages]


def bunched(seed, count, days, won_on, lost_on):
    """Deals that go day by day, with hazards of their age times what the calendar does; bulk clean-ups are
    lost hazards too."""
    random = np.random.default_rng(seed)
    hazards = default_hazards(0.35, 50.0, days)
    deals = []
    for _ in range(count):
        created = TODAY - timedelta(days=int(random.integers(1, days + 1)))
        value, closed, is_won = 500.0 * int(random.integers(1, 80)), None, False
        for x in range((TODAY - created).days):
            day = created + timedelta(days=x)
            w = min(hazards[0][x] * won_on(day), 0.9)
            l = min(hazards[1][x] * lost_on(day, x), 0.95 - w)
            draw = random.random()
            if draw < w + l:
                closed, is_won = day, draw < w
                break
        deals.append(Deal(created, closed, is_won, value))
    return deals


def at_quarter_ends(day):
    return (0.0 if day.weekday() > 4 else 1.4) * (1.6 if day.month % 3 == 0 else 0.7) * (2.2 if day.day > 25 else 0.75)


def cleaned_up(day, x):
    return 30.0 if day.day == 3 and day.month in (1, 9) and x > 60 else 0.8


USUAL = {"today": TODAY, "goal": 400_000.0, "win_rate": 25, "sales_cycle": 60, "dead_after": 2, "dead_days": None,
         "correlation": 3,
         "period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30), "cut": None, "old": 500}
OPEN = [Deal(days_ago(age), None, False, value) for age, value in
        ((5, 20_000.0), (40, 35_000.0), (90, 10_000.0), (119, 60_000.0), (121, 45_000.0), (400, 80_000.0))]
CASES = {
    "no history, the visitor's figures": {"deals": OPEN, "goal": 60_000.0},
    "no history, dead after three and a half cycles": {"deals": OPEN, "goal": 60_000.0, "dead_after": 3.5},
    "an empty list": {"deals": []},
    "twelve wins bend the line a little": {
        "deals": drawn(11, 60, 300, 0.3, 50, 0.1), "check": True, "goal": 75_000.0},
    "a long history with dead deals": {"deals": drawn(12, 420, 900, 0.3, 55, 0.15, due=0.5), "check": True, "goal": 110_000.0},
    "wins come at the end of quarters and never on weekends": {
        "deals": bunched(21, 800, 900, at_quarter_ends, lambda day, x: 1.0 if day.weekday() < 5 else 0.1),
        "goal": 350_000.0},
    "losses are cleaned up on two days": {
        "deals": bunched(22, 500, 700, lambda day: 2.5 if day.weekday() == 4 else 0.7, cleaned_up), "goal": 250_000.0},
    "the visitor moved the line": {"deals": drawn(12, 420, 900, 0.3, 55, 0.15), "goal": 110_000.0, "dead_days": 75},
    "all closed within two months, the rest never": {"deals": never_closing(range(100, 600, 5)), "goal": 500_000.0},
    "all closed within two months, the rest as old": {"deals": never_closing([60] * 100), "goal": 500_000.0},
    "a single win": {"deals": [Deal(days_ago(130), days_ago(90), True, 10_000.0)] + OPEN, "goal": 60_000.0},
    "old deals are won as often as new ones": {
        "deals": [Deal(days_ago(700 + n), days_ago(700 + n - 13 * n % 400), n % 2 == 0, 2_000.0) for n in range(300)]
        + OPEN, "goal": 60_000.0},
    "a long history with hardly any dead deal": {
        "deals": drawn(13, 300, 700, 0.45, 30, 0.01, due=1.0), "check": True, "goal": 105_000.0},
    "a list of deals closed in the last year": {
        "deals": drawn(14, 700, 1100, 0.25, 70, 0.05, since=days_ago(365)), "check": True,
        "cut": "first", "goal": 180_000.0},
    "closed on the day of creation": {
        "deals": [Deal(days_ago(n), days_ago(n), n % 2 == 0, 500.0 * n) for n in range(1, 40)] + OPEN, "check": True, "goal": 20_000.0},
    "losses only, so the visitor's figures count": {
        "deals": [Deal(days_ago(200 - n), days_ago(100 - n), False, 9_000.0) for n in range(50)] + OPEN,
        "goal": 30_000.0},
    "wins only": {"deals": [Deal(days_ago(300 - n), days_ago(240 - 2 * n), True, 5_000.0) for n in range(40)] + OPEN,
                  "goal": 170_000.0},
    "unusable deals": {"goal": 35_000.0, "deals": OPEN + [
        Deal(days_ago(10), days_ago(11), True, 1_000.0), Deal(days_ago(-1), None, False, 1_000.0),
        Deal(days_ago(10), days_ago(-1), True, 1_000.0), Deal(days_ago(10), None, False, -1.0),
        Deal(days_ago(50), days_ago(0), True, 1_000.0)]},
    "leap day and next quarter": {
        "deals": [Deal(date(2027, 11, 1) + timedelta(days=3 * n), date(2027, 12, 20) + timedelta(days=2 * n), n % 3 == 0,
                       1_000.0 * (n + 1)) for n in range(30)]
        + [Deal(date(2028, 2, 29), None, False, 30_000.0), Deal(date(2028, 1, 31), None, False, 25_000.0)],
        "today": date(2028, 3, 1), "period_start": date(2028, 4, 1), "period_end": date(2028, 6, 30), "goal": 20_000.0},
    "the period is over": {"deals": drawn(11, 60, 300, 0.3, 50, 0.1), "period_start": date(2026, 4, 1),
                           "period_end": date(2026, 6, 30)},
    "the goal is reached": {"deals": drawn(15, 90, 200, 0.5, 20, 0.0), "period_start": date(2026, 4, 1),
                            "goal": 100_000.0},
    "without correlation": {"deals": drawn(16, 200, 500, 0.3, 45, 0.1), "correlation": 0, "goal": 90_000.0,
                            "fiscal_start": 1},
    "closed today": {"deals": OPEN + [Deal(days_ago(3 * n + 5), days_ago(0 if n < 3 else n), n % 3 == 0, 4_000.0 + 500 * n)
                                      for n in range(45)], "goal": 60_000.0},
}


def cell(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return " ".join(cell(item) for item in value)
    if isinstance(value, (str, int, np.integer)):
        return str(value)
    return repr(float(value))


def write(name, rows):
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows([[cell(row.get(column)) for column in columns] for row in rows])
    print(f"{name}: {len(rows)} rows")


def main():
    lists, curves, results, periods, calendars, outlooks = [], [], [], [], [], []
    for name, changes in CASES.items():
        case = {"case": name, **USUAL, **changes}
        if case["cut"] == "first":
            case["cut"] = min(d.closed for d in case["deals"] if d.closed)
        row, points, (table, looks) = sweep(case)
        inputs = {key: case[key] for key in ("case", "today", "goal", "period_start", "period_end", "win_rate",
                                             "sales_cycle", "dead_after", "dead_days", "correlation", "cut")}
        results.append(inputs | row)
        curves += points
        calendars += table
        outlooks += looks
        if name in REPLAYED:
            periods += replay(case)
        lists += [{"case": name, "created": d.created, "closed": d.closed,
                   "outcome": "open" if d.closed is None else "won" if d.won else "lost", "value": d.value,
                   "expected_close": d.due} for d in case["deals"]]
    write("deals.csv", lists)
    write("measured.csv", curves)
    write("sweep.csv", results)
    write("replay.csv", periods)
    write("calendar.csv", calendars)
    write("outlook.csv", outlooks)


if __name__ == "__main__":
    main()
