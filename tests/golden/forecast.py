"""Reference table for the forecast calculator: whole cases of open deals, new business, renewals
and a recurring base, month by month.

Written from the method alone, without sight of the Rust sources.  Distributions are convolved
densely on a fine lattice, in each of many markets; nothing is expanded or sampled.

    cargo xtask golden    (python with numpy and scipy)

It writes forecast.csv beside itself: one row per month of each case, and one for all months.

Lists inside a cell are separated by spaces; a blank cell is "not given" or "no answer"; percent
inputs are as a person types them (25 means 0.25).
"""

import calendar
import csv
import math
from datetime import date
from pathlib import Path

import numpy as np
from scipy import integrate, special, stats

HERE = Path(__file__).resolve().parent
STEP = 500.0  # all deal values are multiples of it
OLDEST = 6  # cycles
SPREAD = (0.1, 0.5, 0.25, 0.15)  # of wins, from the month before the expected date on


# --------------------------------------------------------------------------
# Age curve (method 1)
# --------------------------------------------------------------------------

def lognormal(mean, cv):
    variance = math.log1p(cv * cv)
    return stats.lognorm(s=math.sqrt(variance), scale=mean * math.exp(-variance / 2))


class Curve:
    def __init__(self, win, cycle):
        self.win, self.won_age, self.lost_age = win, lognormal(cycle, 0.8), lognormal(1.5 * cycle, 1.0)

    def won(self, age):
        return self.win * self.won_age.cdf(age)

    def open(self, age):
        return self.win * self.won_age.sf(age) + (1 - self.win) * self.lost_age.sf(age)

    def area(self, what, low, high):
        return integrate.quad(what, low, high, epsabs=1e-12, epsrel=1e-12, limit=500)[0]


# --------------------------------------------------------------------------
# Months and the chances of each deal (method 4)
# --------------------------------------------------------------------------

def horizons(today, months):
    """Days from today to the end of each month, both counted, and the (year, month) of each."""
    found, names = [], []
    for k in range(months):
        year, month = divmod(today.year * 12 + today.month - 1 + k, 12)
        last = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        found.append((last - today).days + 1)
        names.append(year * 12 + month)
    return found, names


def deal_chances(case, deal):
    """Chance to be won in each month, and ever."""
    today, curve = case["today"], case["curve"]
    ends, _ = horizons(today, case["months"])
    age = max((today - deal["created"]).days, 0)
    s = curve.open(age)
    if s < 1e-9:
        return np.zeros(len(ends)), 0.0
    edges = np.concatenate([[0], ends])
    by = np.array([(curve.won(age + h) - curve.won(age)) / s for h in edges])
    ever = (curve.win - curve.won(age)) / s
    if deal.get("probability") is not None:
        own = deal["probability"] / 100
        factor = own / (ever if case.get("probabilities", "ever") == "ever" else by[-1])
        by, ever = by * factor, ever * factor
    elif deal.get("stage") in case.get("stage_rates", {}):
        factor = case["stage_rates"][deal["stage"]] / 100 / curve.win
        by, ever = by * factor, ever * factor
    months = np.diff(by)
    if case.get("use_expected_close") == "yes" and deal.get("expected"):
        months = dated(case, deal, months, ever)
    return months, ever


def ageless_chances(case, deal):
    """Of a deal without a created date: all of its chance in the month of its close date, none where
    that is after the last month; past due or without a date it comes like deals of unknown age."""
    today, expected = case["today"], deal.get("expected")
    _, names = horizons(today, case["months"])
    rates = case.get("stage_rates", {})
    own = deal.get("probability")
    chance = (own if own is not None else rates.get(deal.get("stage"), case["win_rate"])) / 100
    if expected and expected >= today:
        month = expected.year * 12 + expected.month - 1
        return np.array([chance if name == month else 0.0 for name in names])
    curve, top = case["curve"], OLDEST * case["cycle"]
    ever = curve.area(lambda a: curve.win - curve.won(a), 0, top) / curve.area(curve.open, 0, top)
    pool = stage_chances(case, {"chance": 100 * curve.win})
    return pool * chance / ever


def dated(case, deal, months, ever):
    today, expected = case["today"], deal["expected"]
    ends, names = horizons(today, case["months"])
    if len(case.get("slips", [])) >= 20:
        days = [(expected - today).days + slip + 1 for slip in case["slips"]]
        days = np.array([d for d in days if d >= 1])
        if len(days) == 0:
            return months
        by = np.array([0.0] + [np.mean(days <= end) for end in ends])
        return ever * np.diff(by)
    due = expected.year * 12 + expected.month - 1
    share = {due - 1 + k: s for k, s in enumerate(SPREAD) if due - 1 + k >= names[0]}
    total = sum(share.values())
    if total == 0:
        return months
    spread = np.array([share.get(name, 0.0) / total for name in names])
    return 0.5 * months + 0.5 * ever * spread


def stage_chances(case, stage):
    """Deals of unknown age, spread like S over six cycles."""
    curve, top = case["curve"], OLDEST * case["cycle"]
    ends, _ = horizons(case["today"], case["months"])
    pool = curve.area(curve.open, 0, top)
    by = np.array([curve.area(lambda a: curve.won(a + h) - curve.won(a), 0, top) / pool for h in [0, *ends]])
    # The stage's share is of deals that reach it, as the win rate is of deals that are created.
    return np.diff(by) * stage["chance"] / 100 / curve.win


def landed(case):
    """Wins in each month from one deal created a day."""
    ends, _ = horizons(case["today"], case["months"])
    return np.diff([case["curve"].area(case["curve"].won, 0, h) for h in [0, *ends]])


def from_leads(case):
    """Opportunities created by the end of each month, and those won in it, when the leads of a day
    become so many opportunities after a gamma lag with cv 1 (method 8)."""
    ends, _ = horizons(case["today"], case["months"])
    daily = case["leads"] / 7 * (case["lead_conversion"] or 0) / 100
    lag = stats.gamma(a=1.0, scale=case["lead_lag"]) if case["lead_lag"] else None
    become = (lambda s: lag.cdf(s)) if lag else (lambda s: 1.0)
    area = lambda what, h: integrate.quad(what, 0, h, epsabs=1e-12, epsrel=1e-12, limit=500)[0]
    created = np.array([daily * area(become, h) for h in ends])
    won = [daily * area(lambda s: case["curve"].won(h - s) * become(s), h) if h else 0.0 for h in [0, *ends]]
    return created, np.diff(won)


# --------------------------------------------------------------------------
# Distribution (method 3)
# --------------------------------------------------------------------------

def markets(rho):
    if rho == 0:
        return np.zeros(1), np.ones(1)
    z = np.linspace(-8, 8, 129)
    weight = np.exp(-z * z / 2)
    return z, weight / weight.sum()


def given(chance, rho, z):
    return float(special.ndtr((special.ndtri(chance) - math.sqrt(rho) * z) / math.sqrt(1 - rho)))


def size_masses(mean, cv, length):
    """A lognormal size on the lattice, mass and mean kept in every cell; a lump when cv = 0."""
    masses = np.zeros(length)
    if cv == 0:
        k, part = divmod(mean / STEP, 1)
        masses[int(k)] += 1 - part
        masses[int(k) + 1] += part
        return masses
    sigma = math.sqrt(math.log1p(cv * cv))
    edges = np.arange(length + 1) * STEP
    with np.errstate(divide="ignore"):
        x = (np.log(edges) - math.log(mean) + sigma * sigma / 2) / sigma
    mass, part = np.diff(special.ndtr(x)), np.diff(mean * special.ndtr(x - sigma))
    upper = part / STEP - np.arange(length) * mass
    masses += mass - upper
    masses[1:] += upper[:-1]
    return masses


def base_masses(case, months, length):
    """The recurring base over these months with a churn of Beta(n c, n (1 - c)), scaled so that
    its mean is what the recurrence gives."""
    c, e, n = case["churn"] / 100, case["expansion"] / 100, case["accounts"]
    revenue = lambda churn: sum(case["recurring"] * ((1 - churn) * (1 + e)) ** m for m in months)
    expected = revenue(c)
    if not case["recurring"] or not n or c == 0 or list(months) == [0]:
        return expected, None
    # Equal shares of probability, at their medians, fine enough for the lattice.
    points = 20_000
    churns = stats.beta.ppf((np.arange(points) + 0.5) / points, n * c, n * (1 - c))
    amounts = np.array([revenue(churn) for churn in churns])
    amounts *= expected / amounts.mean()
    position = amounts / STEP
    k = np.floor(position).astype(int)
    masses = np.zeros(length)
    np.add.at(masses, k, (1 - position + k) / points)
    np.add.at(masses, k + 1, (position - k) / points)
    return expected, masses


def distribution(case, bernoullis, wins, created, sure, months):
    """Masses on the lattice of everything but what is sure, which is returned beside them, and of
    these what comes without a deal to come: amounts of their own, not what is around them. So many
    deals are created, and so many of them won."""
    rho = case["correlation"] / 100
    length = case["length"]
    size = np.fft.rfft(size_masses(case["size"], case["spread"], length))
    base, masses = base_masses(case, months, length)
    total, lumps = np.zeros(length), np.zeros(length)
    share = wins / created if created else 0.0
    for z, weight in zip(*markets(rho)):
        current = np.zeros(length)
        current[0] = 1.0
        top = 0
        for value, chance in bernoullis:
            k, r = round(value / STEP), given(chance, rho, z)
            shifted = np.zeros(length)
            shifted[k:top + k + 1] = current[:top + 1]
            current = (1 - r) * current + r * shifted
            top = min(top + k, length - k - 1)
        spectrum = np.fft.rfft(current)
        if created * share > 0:
            spectrum = spectrum * np.exp(created * given(share, rho, z) * (size - 1))
        lumps += weight * current * math.exp(-created * given(share, rho, z) if created * share > 0 else 0.0)
        total += weight * np.fft.irfft(spectrum, length)
    if masses is not None:
        total = np.fft.irfft(np.fft.rfft(total) * np.fft.rfft(masses), length)
        return np.maximum(total, 0), np.zeros(length), sure
    return np.maximum(total, 0), lumps, sure + base


def quantile(masses, sure, p, exact):
    """Least lattice point; between points where values are continuous, half a mass at each."""
    total = np.cumsum(masses)
    if exact:
        return sure + STEP * int(np.argmax(total >= p - 1e-12))
    below = total - masses / 2
    i = int(np.argmax(below >= p))
    if i == 0:
        return sure
    return sure + STEP * (i - (below[i] - p) / (below[i] - below[i - 1]))


def at_least(masses, lumps, sure, goal, exact):
    position = (goal - sure) / STEP
    if exact:
        lumps = masses
    own = float(lumps[max(math.ceil(position - 1e-9), 0):].sum())
    rest = masses - lumps
    k = math.floor(position)
    above = lambda i: rest[i:].sum() - rest[i] / 2
    part = position - k
    return own + float((1 - part) * above(k) + part * above(k + 1))


# --------------------------------------------------------------------------
# A whole case
# --------------------------------------------------------------------------

DEFAULTS = {"months": 6, "goal": None, "closed_won": 0.0, "win_rate": 25.0, "sales_cycle": 60, "new_pipeline": 0.0,
            "average_deal": None, "deal_spread": 0.0, "recurring": 0.0, "churn": 0.0, "expansion": 0.0,
            "accounts": None, "leads": 0.0, "lead_conversion": None, "lead_lag": 30, "goals": [], "probabilities": "ever", "use_expected_close": "no", "correlation": 3.0,
            "deals": [], "stages": [], "renewals": [], "slips": [], "stage_rates": {}, "length": 16_384}


def rows(name, changes):
    case = {**DEFAULTS, **changes}
    case["today"] = date.fromisoformat(case["today"])
    case["cycle"], case["spread"] = case["sales_cycle"], case["deal_spread"]
    case["curve"] = Curve(case["win_rate"] / 100, case["sales_cycle"])
    case["creation"] = case["new_pipeline"] / 7
    months = case["months"]
    ends, names = horizons(case["today"], months)
    deals = [(deal["value"], deal_chances(case, deal)[0] if deal["created"] else ageless_chances(case, deal))
             for deal in case["deals"]]
    if not case["deals"]:
        for stage in case["stages"]:
            deals += [(stage["value"] / stage["count"], stage_chances(case, stage))] * stage["count"]
    open_value = sum(value for value, _ in deals)
    case["size"] = case["average_deal"] or (open_value / len(deals) if deals else 0)
    new, created = np.zeros(months), np.zeros(months)
    if case["creation"]:
        new = case["creation"] / case["size"] * landed(case)
        created = case["creation"] / case["size"] * np.array(ends, dtype=float)
    if case["leads"]:
        more, won = from_leads(case)
        new, created = new + won, created + more
    due = [max(r["due"].year * 12 + r["due"].month - 1 - names[0], 0) for r in case["renewals"]]
    exact = not (new.any() and case["spread"]) and not case["accounts"]
    inputs = {key: case[key] for key in INPUTS} | {"today": case["today"].isoformat()}
    lists = {"values": [d["value"] for d in case["deals"]],
             "created": [d["created"].isoformat() if d["created"] else "-" for d in case["deals"]],
             "expected_close": [d["expected"].isoformat() if d.get("expected") else "-" for d in case["deals"]],
             "own": [d["probability"] if d.get("probability") is not None else "-" for d in case["deals"]],
             "in_stage": [d.get("stage", "-") for d in case["deals"]],
             "stage_names": [*case["stage_rates"], *(s["name"] for s in case["stages"])],
             "stage_counts": [*(0 for _ in case["stage_rates"]), *(s["count"] for s in case["stages"])],
             "stage_values": [*(0 for _ in case["stage_rates"]), *(s["value"] for s in case["stages"])],
             "stage_chances": [*case["stage_rates"].values(), *(s["chance"] for s in case["stages"])],
             "renewal_values": [r["value"] for r in case["renewals"]],
             "renewal_chances": [r["chance"] for r in case["renewals"]],
             "renewal_dues": [r["due"].isoformat() for r in case["renewals"]],
             "goals": ["-" if goal is None else goal for goal in case["goals"]]}

    def of_months(first, m):
        """The distribution of what the months from first to m bring together."""
        bernoullis = [(value, float(chances[first:m + 1].sum())) for value, chances in deals]
        bernoullis += [(r["value"], r["chance"] / 100) for r, at in zip(case["renewals"], due)
                       if first <= at <= m]
        bernoullis = [(v, c) for v, c in bernoullis if c > 1e-15]
        return distribution(case, bernoullis, new[first:m + 1].sum(), created[m],
                            case["closed_won"] if first == 0 else 0.0, range(first, m + 1))

    total = np.zeros(5)
    for m in range(months):
        closed = case["closed_won"] if m == 0 else 0.0
        amounts = np.array([
            closed,
            sum(value * chances[m] for value, chances in deals),
            case["size"] * new[m],
            sum(r["value"] * r["chance"] / 100 for r, at in zip(case["renewals"], due) if at == m),
            case["recurring"] * ((1 - case["churn"] / 100) * (1 + case["expansion"] / 100)) ** m])
        total += amounts
        row = {"case": name, "month": m + 1, **dict(zip(AMOUNTS, amounts)),
               **dict(zip(CUMULATIVE, total)), "exact": int(exact)}
        if m == 0:
            row |= inputs | lists | {"slips": case["slips"]}
        # The first month of the quarter that this one ends, where it ends one.
        ends_quarter = names[m] % 3 == 2 or m == months - 1
        quarter = [("quarter_", max(m - names[m] % 3, 0))] if ends_quarter else []
        for prefix, first in (("", m), ("cumulative_", 0), *quarter):
            masses, lumps, sure = of_months(first, m)
            for level, p in ((10, 0.1), (50, 0.5), (90, 0.9)):
                row[f"{prefix}p{level}"] = quantile(masses, sure, p, exact)
            goals = case["goals"][first:m + 1]
            own = sum(goals) if len(goals) == m + 1 - first and None not in goals else None
            all_goals = len(case["goals"]) >= months and None not in case["goals"]
            whole = sum(case["goals"][:months]) if all_goals else case["goal"]
            if own is None and prefix == "cumulative_" and m == months - 1:
                own = whole
            if own is not None:
                row[f"{prefix}goal_chance"] = at_least(masses, lumps, sure, own, exact)
            if prefix == "cumulative_" and whole:
                row["chance"] = at_least(masses, lumps, sure, whole, exact)
        planned = [at for at, goal in enumerate(case["goals"][:months]) if goal is not None]
        some = 0 < len(planned) < months and len(planned) == planned[-1] - planned[0] + 1
        if some and m == planned[-1]:
            # A plan for some of the months, by itself.
            first = planned[0]
            masses, lumps, sure = of_months(first, m)
            row["plan_chance"] = at_least(masses, lumps, sure, sum(case["goals"][first:m + 1]), exact)
        yield row


AMOUNTS = ["closed", "open", "new", "renewals_expected", "recurring_expected"]
CUMULATIVE = [f"cumulative_{name}" for name in AMOUNTS]
INPUTS = ["today", "months", "goal", "closed_won", "win_rate", "sales_cycle", "new_pipeline", "leads",
          "lead_conversion", "lead_lag", "average_deal",
          "deal_spread", "recurring", "churn", "expansion", "accounts", "probabilities", "use_expected_close",
          "correlation"]
LISTS = ["values", "created", "expected_close", "own", "in_stage", "stage_names", "stage_counts", "stage_values",
         "stage_chances", "renewal_values", "renewal_chances", "renewal_dues", "slips", "goals"]


def cases():
    rng = np.random.default_rng(4)
    today = date(2026, 3, 17)

    def deals(count, oldest, mean=40_000, **more):
        found = []
        for _ in range(count):
            created = date.fromordinal(today.toordinal() - int(rng.integers(0, oldest)))
            value = float(max(round(rng.lognormal(math.log(mean) - 0.32, 0.8) / STEP), 1) * STEP)
            found.append({"created": created, "value": value, **{key: make() for key, make in more.items()}})
        return found

    due = lambda: date.fromordinal(today.toordinal() + int(rng.integers(-90, 150)))
    own = lambda: float(rng.choice([10, 25, 40, 60, 90])) if rng.random() < 0.5 else None
    stage = lambda: str(rng.choice(["Demo", "Proposal", "Other"]))
    text = today.isoformat()
    return {
        "open deals alone": {"today": text, "goal": 300_000, "deals": deals(30, 150)},
        "deals, new business and a recurring base": {
            "today": text, "goal": 1_500_000, "deals": deals(25, 120), "new_pipeline": 60_000,
            "average_deal": 40_000, "deal_spread": 1.0, "recurring": 150_000, "churn": 1.5, "expansion": 1.0,
            "accounts": 120, "closed_won": 35_000},
        "new business of one size": {
            "today": text, "goal": 500_000, "new_pipeline": 70_000, "average_deal": 25_000, "months": 9,
            "win_rate": 30.0, "sales_cycle": 45},
        "own probabilities and rates of stages": {
            "today": text, "goal": 400_000, "deals": deals(24, 200, probability=own, stage=stage),
            "stage_rates": {"Demo": 15.0, "Proposal": 45.0}, "new_pipeline": 20_000, "average_deal": 30_000,
            "deal_spread": 0.5, "recurring": 20_000, "churn": 3.0, "expansion": 0.0},
        "probabilities of the period": {
            "today": text, "deals": deals(12, 100, probability=own), "probabilities": "period", "months": 3},
        "expected close dates with the usual slip": {
            "today": text, "goal": 350_000, "deals": deals(26, 200, expected=due), "use_expected_close": "yes",
            "new_pipeline": 30_000, "average_deal": 35_000, "deal_spread": 1.0, "recurring": 80_000,
            "churn": 2.0, "expansion": 0.5, "accounts": 40},
        "expected close dates with slips of one's own": {
            "today": text, "goal": 250_000, "deals": deals(20, 200, expected=due), "use_expected_close": "yes",
            "slips": [int(s) for s in rng.normal(20, 35, 32).round()]},
        "a table of stages": {
            "today": text, "goal": 800_000, "months": 4, "new_pipeline": 40_000, "deal_spread": 1.5,
            "stages": [{"name": "Demo", "count": 20, "value": 700_000.0, "chance": 15.0},
                       {"name": "Proposal", "count": 12, "value": 480_000.0, "chance": 40.0},
                       {"name": "Negotiation", "count": 5, "value": 250_000.0, "chance": 70.0}]},
        "renewals beside deals, on the last day of a leap February": {
            "today": "2028-02-29", "goal": 600_000, "deals": [
                {"created": date(2028, 1, 10), "value": 90_000.0}, {"created": date(2028, 2, 29), "value": 40_000.0},
                {"created": date(2027, 6, 1), "value": 250_000.0}, {"created": date(2027, 12, 24), "value": 60_000.0}],
            "renewals": [{"value": 120_000.0, "chance": 92.0, "due": date(2028, 1, 31)},
                         {"value": 80_000.0, "chance": 85.0, "due": date(2028, 3, 31)},
                         {"value": 200_000.0, "chance": 100.0, "due": date(2028, 5, 15)},
                         {"value": 70_000.0, "chance": 50.0, "due": date(2029, 1, 1)}],
            "new_pipeline": 15_000, "average_deal": 50_000, "recurring": 10_000},
        "leads beside new pipeline, with goals per month": {
            "today": text, "months": 8, "deals": deals(20, 150), "new_pipeline": 25_000, "leads": 14.0,
            "lead_conversion": 12.5, "lead_lag": 21, "average_deal": 32_000, "deal_spread": 0.8,
            "closed_won": 12_000, "goals": [70_000, 95_000, 100_000, 110_000, 120_000, 120_000, 130_000, 140_000]},
        "leads alone, some months with a goal, over three quarters": {
            "today": "2027-02-10", "months": 9, "goal": 700_000, "leads": 30.0, "lead_conversion": 10.0,
            "lead_lag": 45, "average_deal": 26_000, "win_rate": 30.0, "sales_cycle": 40,
            "goals": [30_000, None, 60_000, 70_000, 80_000, 90_000]},
        "leads without a lag beside a recurring base and renewals": {
            "today": text, "goal": 1_300_000, "leads": 8.0, "lead_conversion": 20.0, "lead_lag": 0,
            "average_deal": 45_000, "deal_spread": 1.0, "recurring": 120_000, "churn": 1.0, "expansion": 0.5,
            "accounts": 200, "deals": deals(15, 120),
            "renewals": [{"value": 90_000.0, "chance": 88.0, "due": date(2026, 5, 20)}],
            "goals": [150_000, 180_000, 250_000, 220_000, 230_000, 240_000]},
        "independent deals": {"today": text, "goal": 600_000, "correlation": 0.0, "deals": deals(40, 90),
                              "new_pipeline": 25_000, "average_deal": 20_000},
        "a market that sways all": {"today": text, "goal": 600_000, "correlation": 25.0, "deals": deals(40, 90),
                                    "new_pipeline": 25_000, "average_deal": 20_000, "deal_spread": 1.0},
        "deals without created dates, past due, without a date and after the last month": {
            "today": "2026-11-30", "goal": 250_000, "deals": [
                {"created": None, "value": 60_000.0, "probability": 40.0, "expected": date(2026, 12, 18)},
                {"created": None, "value": 45_000.0, "probability": 10.0, "expected": date(2027, 1, 29)},
                {"created": None, "value": 120_000.0, "probability": 75.0, "expected": date(2026, 11, 2)},
                {"created": None, "value": 30_000.0, "expected": date(2027, 2, 26)},
                {"created": None, "value": 70_000.0, "stage": "Proposal", "expected": date(2026, 11, 30)},
                {"created": None, "value": 90_000.0, "probability": 60.0},
                {"created": None, "value": 200_000.0, "probability": 50.0, "expected": date(2028, 1, 1)},
                {"created": date(2026, 9, 14), "value": 80_000.0}],
            "stage_rates": {"Proposal": 45.0}},
        "a plan for next year, given in November": {
            "today": "2026-11-30", "months": 14, "closed_won": 400_000, "new_pipeline": 40_000,
            "average_deal": 30_000, "deals": [
                {"created": date(2026, 10, 5), "value": 90_000.0}, {"created": date(2026, 11, 20), "value": 40_000.0},
                {"created": date(2026, 6, 1), "value": 150_000.0}],
            "goals": [None, None, *([45_000] * 12)]},
    }


def cell(value):
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(cell(item) for item in value)
    if isinstance(value, str):
        return value
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    return repr(float(value))


def main():
    columns = ["case", "month", *INPUTS, *LISTS, *AMOUNTS, *CUMULATIVE, "p10", "p50", "p90", "cumulative_p10",
               "cumulative_p50", "cumulative_p90", "chance", "quarter_p10", "quarter_p50", "quarter_p90", "goal_chance",
               "cumulative_goal_chance", "quarter_goal_chance", "plan_chance", "exact"]
    with open(HERE / "forecast.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        for name, changes in cases().items():
            for row in rows(name, changes):
                out.writerow([cell(row.get(column)) for column in columns])
            print(name)


if __name__ == "__main__":
    main()
