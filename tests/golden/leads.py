"""Reference tables for the leads calculator: kernels of a funnel with returns, whole plans, and
queues of people who answer leads.

Written from the method alone, without sight of the Rust sources.  Lags are integrated by
quadrature, returns are summed as powers of a convolution rather than solved forward, and every
funnel is also simulated, lead by lead; the script stops when the two disagree.  Queues are checked
against published tables and, once each, by simulation.

    cargo xtask golden    (python with numpy and scipy)

It writes leads_funnel.csv, leads_plan.csv and leads_queue.csv beside itself.  Lists inside a cell
are separated by spaces; percent inputs are as a person types them.
"""

import csv
import math
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy import signal, stats

HERE = Path(__file__).resolve().parent


def write(name, rows):
    with open(HERE / name, "w", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def text(value):
    if value is None:
        return ""
    if isinstance(value, (list, tuple, np.ndarray)):
        return " ".join(text(each) for each in value)
    if isinstance(value, float):
        return repr(float(value))
    return str(value)


# --------------------------------------------------------------------------
# Funnels (method 8)
# --------------------------------------------------------------------------

def lag_masses(mean, cv, days):
    """P(a lag of continuous length, begun at a uniform time of day 0, ends on day j)."""
    if mean == 0 or cv == 0:
        return np.eye(1, days, mean)[0]
    gamma = stats.gamma(a=1 / cv**2, scale=mean * cv**2)
    # P(done by day j) = integral of the distribution function over [j, j+1], by Gauss-Legendre on
    # many small pieces; the first day is finer, where the density may be infinite.
    nodes, weights = np.polynomial.legendre.leggauss(20)

    def area(low, high):
        x = low + (high - low) * (nodes + 1) / 2
        return (high - low) / 2 * np.dot(weights, gamma.cdf(x))

    edges = np.concatenate([[0], np.geomspace(1e-12, 1, 60)])
    by = [sum(area(a, b) for a, b in zip(edges, edges[1:]))]
    by += [area(j, j + 1) for j in range(1, days)]
    return np.diff(np.concatenate([[0], by]))


def kernel(case, step):
    """c f + all ways through a return: the series of powers of (1 - c) rho d g."""
    days, c = case["days"], case["rates"][step] / 100
    f = lag_masses(case["lags"][step], case["spread"], days)
    g = lag_masses(case["delay"], case["spread"], days)
    again = (1 - c) * case["returned"][step] / 100 * case["multiplier"] / 100
    total, term = np.zeros(days), c * f
    for _ in range(20_000):
        total += term
        if again == 0 or term.sum() < 1e-17:
            break
        term = again * signal.fftconvolve(term, g)[:days]
    return total


def chain(*kernels):
    result = kernels[0]
    for each in kernels[1:]:
        result = np.convolve(result, each)[: len(each)]
    return result


def simulate(case, leads, seed):
    """Day on which each lead is won (infinity: never), by living through every step."""
    rng = np.random.default_rng(seed)
    shape, time = None, rng.random(leads)  # of the first day
    alive = np.ones(leads, bool)

    def lag(mean, size):
        if mean == 0 or case["spread"] == 0:
            return np.full(size, float(mean))
        shape = 1 / case["spread"] ** 2
        return rng.gamma(shape, mean / shape, size)

    for step in range(4):
        waiting = alive.copy()
        alive = np.zeros(leads, bool)
        while waiting.any():
            at = np.flatnonzero(waiting)
            through = rng.random(len(at)) < case["rates"][step] / 100
            good = at[through]
            time[good] += lag(case["lags"][step], len(good))
            alive[good] = True
            bad = at[~through]
            # Back with chance rho, and then worth d of a new one: the rest is as good as lost.
            back = rng.random(len(bad)) < case["returned"][step] * case["multiplier"] / 1e4
            bad = bad[back]
            time[bad] += lag(case["delay"], len(bad))
            waiting = np.zeros(leads, bool)
            waiting[bad] = True
    return np.where(alive, np.floor(time), np.inf)


def funnel(case, seed):
    kernels = [kernel(case, step) for step in range(4)]
    reached = [np.cumsum(chain(*kernels[: step + 1])) for step in range(4)]
    won = [np.cumsum(chain(*kernels[step:])) for step in range(4)]
    n = 2_000_000
    days = simulate(case, n, seed)
    for day in case["at"]:
        share = np.mean(days <= day)
        error = math.sqrt(max(reached[3][day], 1e-9) / n)
        # The lags of several steps are rounded one by one: a smoothing of less than a day each.
        slack = 0.25 * (reached[3][min(day + 1, case["days"] - 1)] - reached[3][max(day - 1, 0)])
        if case["spread"] > 0 and abs(share - reached[3][day]) > 5 * error + slack:
            raise SystemExit(f"{case['case']}: day {day}: {share} simulated, {reached[3][day]}")
    return reached, won


FUNNELS = [
    dict(case="no returns", rates=(30, 50, 60, 25), lags=(7, 7, 14, 60), returned=(0, 0, 0, 0)),
    dict(case="returns at every step", rates=(30, 50, 60, 25), lags=(7, 7, 14, 60),
         returned=(40, 30, 20, 50)),
    dict(case="returns as good as new", rates=(20, 40, 50, 20), lags=(3, 5, 10, 45),
         returned=(80, 60, 40, 30), multiplier=100, delay=30),
    dict(case="all return at once", rates=(10, 50, 50, 30), lags=(2, 4, 8, 30),
         returned=(100, 100, 100, 100), multiplier=90, delay=0),
    dict(case="narrow lags", rates=(30, 50, 60, 25), lags=(7, 7, 14, 60), returned=(30, 0, 0, 20),
         spread=0.3, delay=60),
    dict(case="wide lags", rates=(30, 50, 60, 25), lags=(7, 7, 14, 60), returned=(30, 0, 0, 20),
         spread=1.7, delay=60),
    dict(case="no spread", rates=(30, 50, 60, 25), lags=(1, 2, 3, 40), returned=(50, 0, 0, 0),
         spread=0, delay=10),
    dict(case="all on the same day", rates=(90, 80, 70, 60), lags=(0, 0, 0, 1), returned=(0, 0, 0, 0)),
    dict(case="long cycle", rates=(5, 20, 40, 15), lags=(30, 45, 60, 270), returned=(20, 20, 0, 0),
         delay=180),
]


def funnels():
    rows = []
    for seed, case in enumerate(FUNNELS):
        case = dict(multiplier=50, delay=90, spread=1.0, days=800, at=(0, 1, 7, 30, 60, 90, 180, 365, 700)) | case
        reached, won = funnel(case, seed)
        row = {key: text(case[key]) for key in
               ("case", "rates", "lags", "returned", "multiplier", "delay", "spread", "days", "at")}
        for step, name in enumerate(("mql", "sql", "opportunity", "won")):
            row[f"reached_{name}"] = text([reached[step][day] for day in case["at"]])
        for step, name in enumerate(("lead", "mql", "sql", "opportunity")):
            row[f"won_from_{name}"] = text([won[step][day] for day in case["at"]])
        rows.append(row)
    write("leads_funnel.csv", rows)


# --------------------------------------------------------------------------
# Plans
# --------------------------------------------------------------------------

NAMES = ("inbound", "outbound", "partner", "events", "own")


def sources(case):
    """(key, share, rates, cost) of each source with a share, and of the rest."""
    found, left = [], 1.0
    for name in NAMES:
        given = case.get(name)
        if given and given.get("share"):
            rates = [g if g is not None else r for g, r in zip(given.get("rates", [None] * 4), case["rates"])]
            cost = given.get("cost", case.get("cost"))
            found.append((name, given["share"] / 100, rates, cost))
            left -= given["share"] / 100
    if left > 1e-9:
        found.append(("rest" if found else "all", left, case["rates"], case.get("cost")))
    return found


def ceff(case, rates, step):
    c = rates[step] / 100
    return c / (1 - (1 - c) * case["returned"][step] / 100 * case["multiplier"] / 100)


def plan(case):
    today = case["today"]
    h = (case["end"] - today).days + 1
    before = max((case["start"] - today).days, 0)
    wins = max(case["goal"] - case["closed"] - case["open"], 0) / case["deal"]
    long = max(h, 3000)
    parts = []
    for name, share, rates, cost in sources(case):
        one = dict(case, rates=rates, days=long)
        kernels = [kernel(one, step) for step in range(4)]
        ever = np.cumprod([ceff(case, rates, step) for step in range(4)])
        parts.append(dict(name=name, share=share, kernels=kernels, ever=ever, cost=cost))

    def per_day(until, pieces=parts):
        """Expected wins in the period of one lead on each of the first days, day by day."""
        total = 0.0
        for part in pieces:
            k = chain(*part["kernels"])
            flow = np.zeros(long)
            flow[:until] = 1
            total += part["share"] * np.convolve(flow, k)[before:h].sum()
        return total

    daily = wins / per_day(h)
    half = []
    for step in range(4):
        total = np.zeros(long)
        for part in parts:
            enter = part["share"] * (1 if step == 0 else part["ever"][step - 1])
            total += enter * np.cumsum(chain(*part["kernels"][step:]))
        ever = sum(part["share"] * part["ever"][3] for part in parts)
        half.append(int(np.argmax(total >= ever / 2 * (1 - 1e-9))))
    useful = h - half[0]
    early = wins / per_day(useful) if useful > 0 else None
    need = math.ceil(wins - 1e-9)
    wanted = case["confidence"] / 100
    weekly = []
    for part in parts:
        reach = [np.cumsum(chain(*part["kernels"][: step + 1])) for step in range(4)]
        weekly.append([[part["share"] * daily * r[a: min(a + 7, h)].sum() for a in range(0, h, 7)] for r in reach])
    weekly = np.sum(weekly, axis=0)
    leads = daily * h
    opportunities = sum(leads * part["share"] * part["ever"][2] for part in parts)
    rate = wins / opportunities
    below = math.floor(opportunities)
    chances = [enough(below + more, rate, case["correlation"] / 100, need) for more in (0, 1)]
    chance = chances[0] + (opportunities - below) * (chances[1] - chances[0])
    sure = next(n for n in range(need, 100_000) if enough(n, rate, case["correlation"] / 100, need) >= wanted)
    ever_wins = sum(leads * part["share"] * part["ever"][3] for part in parts)
    cost = None
    if all(part["cost"] is not None for part in parts):
        cost = sum(leads * part["share"] * part["cost"] for part in parts)
    marketing = [part for part in parts if part["name"] in ("inbound", "events", "all", "rest")]
    return dict(
        wins=wins,
        weekly_leads=7 * daily,
        leads=leads,
        early_weekly=None if early is None else 7 * early,
        half_days=half,
        latest=[(case["end"] - timedelta(days=d)).isoformat() for d in half],
        chance=chance,
        sure_weekly=7 * daily * sure / opportunities,
        sure_opportunities=sure,
        week_mqls=weekly[0], week_sqls=weekly[1], week_opportunities=weekly[2],
        opportunities=opportunities,
        marketing_share=sum(leads * part["share"] * part["ever"][2] for part in marketing) / opportunities,
        cost=cost,
        cost_opportunity=None if cost is None else cost / opportunities,
        cost_win=None if cost is None else cost / ever_wins,
        revenue=None if not cost else ever_wins * case["deal"] / cost,
        unanswered=None if case.get("unanswered") is None else unanswered(case, parts, leads),
    )


def enough(opportunities, rate, rho, need):
    """P(at least `need` wins): binomial in each market (method 3), averaged over 4,001 of them."""
    z = np.linspace(-9, 9, 4001)
    weight = stats.norm.pdf(z)
    given = stats.norm.cdf((stats.norm.ppf(rate) - math.sqrt(rho) * z) / math.sqrt(1 - rho))
    return float(np.dot(stats.binom.sf(need - 1, opportunities, given), weight) / weight.sum())


def unanswered(case, parts, leads):
    """Simulated logic, not formula: those followed up share all the MQLs there are."""
    x = case["unanswered"] / 100
    total = 0.0
    for part in parts:
        mqls = leads * part["share"] * part["ever"][0]
        followed = leads * part["share"] * (1 - x)
        per_mql = part["ever"][3] / part["ever"][0]
        total += leads * part["share"] * x * min(mqls / followed, 1) * per_mql * case["deal"]
    return total


BASE = dict(
    today=date(2026, 10, 5), start=date(2026, 10, 1), end=date(2026, 12, 31),
    goal=1_000_000, closed=100_000, open=600_000, deal=25_000,
    rates=(30, 50, 60, 25), lags=(5, 7, 10, 30), returned=(0, 0, 0, 0), multiplier=50, delay=30,
    spread=1.0, confidence=80, correlation=3,
)
PLANS = [
    dict(case="a quarter with time"),
    dict(case="long cycle in a short quarter", lags=(7, 7, 14, 120)),
    dict(case="next year", start=date(2027, 1, 1), end=date(2027, 12, 31), lags=(7, 14, 21, 90), open=0),
    dict(case="next quarter", start=date(2027, 1, 1), end=date(2027, 3, 31), open=0),
    dict(case="returned leads", returned=(40, 30, 20, 50)),
    dict(case="returned leads as good as new", returned=(60, 60, 60, 60), multiplier=100, delay=10),
    dict(case="a fraction of a win", goal=712_000, closed=100_000),
    dict(case="no spread", spread=0, lags=(2, 3, 4, 20)),
    dict(case="narrow spread", spread=0.4),
    dict(case="leap day last", today=date(2028, 1, 3), start=date(2028, 1, 1), end=date(2028, 2, 29),
         lags=(1, 2, 3, 14)),
    dict(case="one cost", cost=80),
    dict(case="two sources and the rest", cost=60, unanswered=15,
         inbound=dict(share=50, rates=(25, 55, None, 30)), outbound=dict(share=30, rates=(10, None, 70, 15), cost=250)),
    dict(case="five sources", returned=(20, 10, 0, 30),
         inbound=dict(share=40, cost=50), outbound=dict(share=25, rates=(8, 60, 70, 20), cost=180),
         partner=dict(share=10, rates=(50, 70, 80, 35), cost=120), events=dict(share=15, rates=(20, 30, 50, 20), cost=300),
         own=dict(share=10, rates=(60, 80, 80, 40), cost=0)),
    dict(case="unknown cost of one source", inbound=dict(share=40, cost=50)),
    dict(case="no market", correlation=0),
    dict(case="a strong market", correlation=20, confidence=90),
    dict(case="sure at 95", confidence=95, goal=2_000_000),
    dict(case="last day", today=date(2026, 12, 31), lags=(0, 0, 0, 1), goal=725_000),
]


def plans():
    rows = []
    for case in PLANS:
        case = BASE | case
        answer = plan(case)
        row = {
            "case": case["case"], "today": case["today"].isoformat(), "period": "own",
            "period_start": case["start"].isoformat(), "period_end": case["end"].isoformat(),
            "goal": case["goal"], "closed_won": case["closed"], "expected_open": case["open"],
            "average_deal": case["deal"], "confidence": case["confidence"], "lag_spread": case["spread"],
            "correlation": case["correlation"],
            "return_delay": case["delay"], "return_rate": case["multiplier"],
            "cost_per_lead": case.get("cost", ""), "unanswered": case.get("unanswered", ""),
        }
        for key, value in zip(("mql_rate", "sql_rate", "opportunity_rate", "win_rate"), case["rates"]):
            row[key] = value
        for key, value in zip(("mql_days", "sql_days", "opportunity_days", "sales_cycle"), case["lags"]):
            row[key] = value
        for key, value in zip(("returned_leads", "returned_mqls", "returned_sqls", "returned_opportunities"), case["returned"]):
            row[key] = value
        for name in NAMES:
            given = case.get(name, {})
            row[f"{name}_share"] = given.get("share", "")
            for key, value in zip(("mql_rate", "sql_rate", "opportunity_rate", "win_rate"), given.get("rates", [None] * 4)):
                row[f"{name}_{key}"] = "" if value is None else value
            row[f"{name}_cost"] = given.get("cost", "")
        row |= {f"expected_{key}": text(value) for key, value in answer.items()}
        rows.append(row)
    write("leads_plan.csv", rows)


# --------------------------------------------------------------------------
# Queues
# --------------------------------------------------------------------------

def erlang_b(load, n):
    return math.exp(stats.poisson.logpmf(n, load) - stats.poisson.logcdf(n, load))


def erlang_c(load, n):
    if load >= n:
        return 1.0
    b = erlang_b(load, n)
    return b / (1 - load / n * (1 - b))


def within(load, n, minutes, target):
    return 0.0 if load >= n else 1 - erlang_c(load, n) * math.exp(-(n - load) * target / minutes)


def simulate_queue(load, n, minutes, target, seed, leads=1_000_000):
    """First come, first served: each lead is taken by whoever is free first."""
    import heapq
    rng = np.random.default_rng(seed)
    arrivals = np.cumsum(rng.exponential(minutes / load, leads))
    services = rng.exponential(minutes, leads)
    free = [0.0] * n
    heapq.heapify(free)
    quick = 0
    for at, takes in zip(arrivals, services):
        start = max(at, heapq.heappop(free))
        quick += start - at <= target
        heapq.heappush(free, start + takes)
    return quick / leads


# Published: the load at which 1 % and 5 % are blocked (Erlang B), from the table printed in
# teletraffic textbooks and ITU handbooks; three digits after the point.
BLOCKED = [
    (0.01, 1, 0.010), (0.01, 2, 0.153), (0.01, 5, 1.361), (0.01, 10, 4.461), (0.01, 20, 12.031),
    (0.01, 50, 37.901), (0.05, 1, 0.053), (0.05, 5, 2.219), (0.05, 10, 6.216), (0.05, 20, 15.249),
]
# Published: 100 calls in half an hour of 3 minutes each, answered within 20 seconds (a worked
# example of Erlang C common in call-centre handbooks): people, share that waits, share in time.
# pyworkforce 0.5.1 comes to the same as every row of this table that it takes, to 1e-13.
WORKED = [(11, 0.682, 0.390), (12, 0.449, 0.640), (13, 0.285, 0.796), (14, 0.174, 0.888)]


def queues():
    for blocked, n, load in BLOCKED:
        # The load is printed with three digits, rounded up in some editions.
        low, high = erlang_b(load - 0.001, n), erlang_b(load + 0.001, n)
        if not low <= blocked <= high:
            raise SystemExit(f"Erlang B of {n} at {load}: {low} to {high}, published {blocked}")
    for n, waits, quick in WORKED:
        found = erlang_c(10, n), within(10, n, 3, 20 / 60)
        if abs(found[0] - waits) > 6e-4 or abs(found[1] - quick) > 6e-4:
            raise SystemExit(f"Erlang C of {n}: {found}, published {waits}, {quick}")
    rows = []
    cases = [(200, 3, n, 20 / 60) for n in (10, 11, 12, 13, 14)] + [
        (6, 20, 3, 60), (6, 20, 2, 60), (6, 20, 4, 5), (0.5, 30, 1, 60), (0, 10, 1, 5), (1000, 12, 205, 1),
        (1000, 12, 210, 5), (40, 45, 31, 15), (3, 480, 25, 120), (2, 29, 1, 0),
    ]
    for seed, (per_hour, minutes, people, target) in enumerate(cases):
        load = per_hour * minutes / 60
        share = within(load, people, minutes, target)
        if 0 < load < 0.97 * people:
            seen = simulate_queue(load, people, minutes, target, seed)
            # A busy queue forgets slowly, so that its average settles slowly.
            if abs(seen - share) > (0.006 if load < 0.8 * people else 0.02):
                raise SystemExit(f"queue {per_hour} {minutes} {people}: {seen} simulated, {share}")
        needed = next(n for n in range(1, 10_000) if load < n and within(load, n, minutes, target) >= 0.8)
        rows.append(dict(
            case=f"{per_hour} an hour of {minutes} min, {people} people, {target:.2f} min",
            leads_per_hour=per_hour, minutes_per_lead=minutes, people=people, target_minutes=repr(target),
            waits=text(float(erlang_c(load, people))), within=text(float(share)), needed=needed,
            wait="" if load >= people else text(float(erlang_c(load, people) * minutes / (people - load))),
        ))
    write("leads_queue.csv", rows)


if __name__ == "__main__":
    queues()
    funnels()
    plans()
