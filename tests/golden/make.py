"""Reference tables for the pipeline coverage calculator.

Written from the method alone, without sight of the Rust sources, so that the
two can check each other.  Run it with no arguments:

    cargo xtask golden    (python with numpy and scipy; about a minute)

The published figures stand in published.json beside this script.

It writes beside itself

    coverage.csv  summary calculator, one row per case
    binomial.csv  plain binomial chance of the "goal / win rate" rule
    revenue.csv   distribution of the revenue of single deals
    normal.csv    normal distribution function and its inverse
    curve.csv     default age curve
    levers.csv    effect of a change of ten per cent

Lists inside a cell are separated by spaces; a blank cell is "not given" or
"no answer"; percent inputs are as a person types them (25 means 0.25).
"""

import csv
import itertools
import json
import math
import os
import time
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import Pool
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from scipy import fft, interpolate, special, stats

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "published.json"

STEPS = 4000  # equal trapezium steps per integral
WON_CV, LOST_CV, LOST_STRETCH = 0.8, 1.0, 1.5  # shape of the default curve
Z_REACH = 8.5  # half width of the integration over the common factor
Z_POINTS = 1001
LARGEST_COUNT = 10_000_000
MARGIN = 2e-6  # a needed count must be this clear of the confidence asked for


# --------------------------------------------------------------------------
# Age curve (method 1)
# --------------------------------------------------------------------------

def lognormal(mean, cv):
    """The lognormal with this mean and coefficient of variation:
    sigma^2 = ln(1 + cv^2), mu = ln(mean) - sigma^2 / 2."""
    variance = math.log1p(cv * cv)
    return stats.lognorm(s=math.sqrt(variance), scale=mean * math.exp(-variance / 2))


@dataclass(frozen=True)
class Curve:
    """Default curve: C_w = p LN(x; C, 0.8), C_l = (1 - p) LN(x; 1.5 C, 1.0)."""

    win: float
    cycle: float

    def won(self, age):
        return self.win * lognormal(self.cycle, WON_CV).cdf(age)

    def lost(self, age):
        return (1 - self.win) * lognormal(LOST_STRETCH * self.cycle, LOST_CV).cdf(age)

    def open(self, age):
        """S = 1 - C_w - C_l, summed from upper tails to keep small values exact."""
        return (self.win * lognormal(self.cycle, WON_CV).sf(age)
                + (1 - self.win) * lognormal(LOST_STRETCH * self.cycle, LOST_CV).sf(age))

    def chance(self, age, window):
        """q(a, h) = (C_w(a + h) - C_w(a)) / S(a); 0 where S(a) < 1e-9."""
        left = self.open(age)
        return 0.0 if left < 1e-9 else (self.won(age + window) - self.won(age)) / left

    def ever(self, age):
        """q_ever(a) = (C_w(inf) - C_w(a)) / S(a)."""
        left = self.open(age)
        return 0.0 if left < 1e-9 else self.win * lognormal(self.cycle, WON_CV).sf(age) / left

    def won_quantile(self, share):
        """Q_w: age by which this share of the eventual wins has happened."""
        return lognormal(self.cycle, WON_CV).ppf(share)

    def won_integral(self, age):
        """I(h) = integral of C_w from 0 to h."""
        return integral(self.won, 0.0, age)

    def pool_chance(self, youngest, oldest, start, end):
        """Chance that a deal whose age is spread like S over (youngest, oldest)
        is won within the window of ages (a + start, a + end]."""
        wins = integral(lambda a: self.won(a + end) - self.won(a + start), youngest, oldest)
        return wins / integral(self.open, youngest, oldest)

    def aged_share(self):
        """Share of open deals older than the cycle under steady creation."""
        fresh = integral(self.open, 0.0, self.cycle)
        aged = integral(self.open, self.cycle, 6 * self.cycle)
        return aged / (fresh + aged)


def integral(function, low, high):
    """Trapezium rule with STEPS equal steps."""
    if high <= low:
        return 0.0
    points = np.linspace(low, high, STEPS + 1)
    return float(np.trapezoid(function(points), points))


# --------------------------------------------------------------------------
# Common factor (method 3) and the number of wins (method 2)
# --------------------------------------------------------------------------

def factor_grid(rho, points=Z_POINTS):
    """Nodes and weights of the standard normal common factor: dense trapezium
    on +-8.5; one node when rho = 0."""
    if rho == 0:
        return np.zeros(1), np.ones(1)
    z = np.linspace(-Z_REACH, Z_REACH, points)
    weight = np.exp(-z * z / 2)
    weight[[0, -1]] /= 2
    return z, weight / weight.sum()


def conditional(chance, rho, z):
    """r(z) = Phi((Phi^-1(r) - sqrt(rho) z) / sqrt(1 - rho)) and 1 - r(z)."""
    chance = min(max(chance, 0.0), 1.0)
    if rho == 0:
        return np.full_like(z, chance), np.full_like(z, 1 - chance)
    x = (special.ndtri(chance) - math.sqrt(rho) * z) / math.sqrt(1 - rho)
    return special.ndtr(x), special.ndtr(-x)


def binomial_rows(count, won, lost, size):
    """P(K = 0 .. size-1) of Bin(count, won), one row per conditional chance."""
    k = np.arange(size)
    inside = k <= count
    kept = np.where(inside, k, 0)
    choose = -special.betaln(count - kept + 1.0, kept + 1.0) - math.log(count + 1)
    log = special.xlogy(kept, won[:, None]) + special.xlogy(count - kept, lost[:, None])
    return np.where(inside, np.exp(choose + log), 0.0)


def poisson_rows(mean, size):
    """P(K = 0 .. size-1) of Poisson(mean), one row per mean."""
    k = np.arange(size)
    return np.exp(special.xlogy(k, mean[:, None]) - mean[:, None] - special.gammaln(k + 1))


def convolve_rows(parts, size):
    """Row by row convolution, of which the first `size` entries are kept."""
    if len(parts) == 1:
        return parts[0]
    length = fft.next_fast_len(len(parts) * size, real=True)
    product = 1.0
    for part in parts:
        product = product * fft.rfft(part, length, axis=1)
    return fft.irfft(product, length, axis=1)[:, :size]


def chance_of_goal(model, short, aged_count=None, points=Z_POINTS):
    """P(goal) = 1 - E_z sum_k P(K = k | z) short[k], where short[k] is the
    chance that exactly k wins fall short of the goal and
    K = Bin(fresh, q_f) + Bin(aged, q_a) + Poisson(nu h q_new), each q -> q(z).

    Nodes z whose K lies wholly (12 standard deviations + 40) on one side of
    the doubtful wins count as 0 or 1 straight away."""
    aged = model.aged_deals if aged_count is None else aged_count
    fresh = model.deals - aged
    z, weight = factor_grid(model.rho, points)
    f_won, f_lost = conditional(model.fresh_chance, model.rho, z)
    a_won, a_lost = conditional(model.aged_chance, model.rho, z)
    new = model.intensity * model.end * conditional(model.new_chance, model.rho, z)[0]

    size = len(short)
    mean = fresh * f_won + aged * a_won + new
    reach = 12 * np.sqrt(fresh * f_won * f_lost + aged * a_won * a_lost + new) + 40
    certain_until = int(np.argmax(short < 1 - 1e-14)) if (short < 1 - 1e-14).any() else size
    reached = mean - reach > size
    missed = mean + reach < certain_until
    total = float(weight[missed].sum())
    doubtful = np.flatnonzero(~reached & ~missed)
    block = max(1, 400_000 // max(size, 1))
    for start in range(0, len(doubtful), block):
        at = doubtful[start:start + block]
        parts = []
        if fresh > 0 or (aged == 0 and not new.any()):
            parts.append(binomial_rows(fresh, f_won[at], f_lost[at], size))
        if aged > 0:
            parts.append(binomial_rows(aged, a_won[at], a_lost[at], size))
        if new.any():
            parts.append(poisson_rows(new[at], size))
        total += float(weight[at] @ (convolve_rows(parts, size) @ short))
    return min(max(1 - total, 0.0), 1.0)


# --------------------------------------------------------------------------
# Sizes of the wins: chance that k of them fall short of what remains
# --------------------------------------------------------------------------

def short_by_wins(remaining, mean, spread):
    """short[k] = P(X1 + .. + Xk < remaining) for k = 0, 1, .. until it is 0."""
    if spread == 0:
        return np.ones(max(0, math.ceil(remaining / mean - 1e-9)))
    return short_by_density(remaining, mean, spread)


def short_by_density(remaining, mean, spread, finer=1):
    """Lognormal sizes, by convolving densities on an even grid over [0, R].

    F_k(R) = integral of f_(k-1)(y) F_1(R - y) dy.  A lognormal density and all
    its derivatives vanish at 0, so both ends of every integrand are flat and the
    trapezium rule converges faster than any power of the step (Euler-Maclaurin):
    there is no lattice error to correct.  What is left is of the order of the
    transform of the density at frequency 2 pi / step, which is about
    exp(-Re(W^2 + 2 W) / (2 sigma^2)), W = LambertW(i frequency sigma^2 median)
    (Asmussen, Jensen and Rojas-Nandayapa 2016); the step makes that 1e-10."""
    size = lognormal(mean, spread)
    variance = math.log1p(spread * spread)
    steps = 4096
    while True:
        frequency = 2 * math.pi * steps / remaining
        w = special.lambertw(1j * frequency * variance * size.median())
        if (w * w + 2 * w).real / (2 * variance) > math.log(1e10):
            break
        steps *= 2
        if steps > 2 ** 18:
            raise ValueError("too many steps: choose fewer wins or a smaller spread")
    steps *= finer
    step = remaining / steps
    x = np.arange(steps + 1) * step
    density, below = size.pdf(x), size.cdf(remaining - x)
    length = fft.next_fast_len(2 * steps + 1, real=True)
    transform = fft.rfft(density, length) * step
    short, current = [1.0, float(size.cdf(remaining))], density
    while short[-1] > 1e-13:
        short.append(min(float(current @ below) * step, short[-1]))
        current = fft.irfft(fft.rfft(current, length) * transform, length)[:steps + 1]
    return np.array(short)


def short_by_lattice(remaining, mean, spread, steps):
    """The same on a lattice of step R / steps, only as a check of the above.

    Masses by partial expectations, G(x) = mean Phi(z - sigma): cell [jD, (j+1)D]
    gives (dG - jD dF)/D to its upper end and the rest to its lower end.  The
    atom at R counts half, which leaves an error of second order in D; two
    lattices and Richardson's extrapolation remove that."""
    sigma = math.sqrt(math.log1p(spread * spread))
    mu = math.log(mean) - sigma * sigma / 2

    def shares(count):
        step = remaining / count
        edge = np.arange(count + 2) * step
        with np.errstate(divide="ignore"):
            z = (np.log(edge) - mu) / sigma
        mass, part = np.diff(special.ndtr(z)), np.diff(mean * special.ndtr(z - sigma))
        upper = part / step - np.arange(count + 1) * mass
        masses = mass - upper
        masses[1:] += upper[:-1]
        length = fft.next_fast_len(2 * count + 1, real=True)
        transform = fft.rfft(masses, length)
        current, below = masses, [1.0]
        while below[-1] > 1e-13:
            below.append(float(current[:-1].sum() + current[-1] / 2))
            current = fft.irfft(fft.rfft(current, length) * transform, length)[:count + 1]
        return np.array(below)

    coarse, fine = shares(steps), shares(2 * steps)
    common = min(len(coarse), len(fine))
    return (4 * fine[:common] - coarse[:common]) / 3


# --------------------------------------------------------------------------
# Summary calculator (method 2)
# --------------------------------------------------------------------------

@dataclass(frozen=True)
class Model:
    """One case in plain units: money, days from today, chances in [0, 1]."""

    goal: float
    closed_won: float
    start: float  # days before the window begins (h0)
    end: float  # days to the end of the window (h)
    pipeline: float  # P
    deals: int  # N
    size: float  # V' = P / N
    typical: float  # V
    win: float  # p
    ratio: float  # r = win rate by value / win rate by count
    cycle: float
    aged_share: float
    creation: float  # value of new pipeline per day
    intensity: float  # new deals per day
    spread: float
    rho: float

    @property
    def remaining(self):
        return max(0.0, self.goal - self.closed_won)

    @property
    def aged_deals(self):
        return math.floor(self.aged_share * self.deals + 0.5)

    @property
    def curve(self):
        return Curve(self.win, self.cycle)

    @property
    def fresh_chance(self):
        return pool_chances(self.win, self.cycle, self.start, self.end)[0]

    @property
    def aged_chance(self):
        return pool_chances(self.win, self.cycle, self.start, self.end)[1]

    @property
    def new_chance(self):
        return pool_chances(self.win, self.cycle, self.start, self.end)[2]

    @property
    def expected_open(self):
        aged = self.aged_deals
        wins = (self.deals - aged) * self.fresh_chance + aged * self.aged_chance
        return wins * self.size * self.ratio

    @property
    def expected_new(self):
        return self.creation * self.new_chance * self.end * self.ratio

    @property
    def expected_total(self):
        return self.closed_won + self.expected_open + self.expected_new


POOLS = {}


def pool_chances(win, cycle, start, end):
    """q_fresh, q_aged and q_new = (I(h) - I(h0)) / h, remembered."""
    key = (win, cycle, start, end)
    if key not in POOLS:
        curve = Curve(win, cycle)
        new = (curve.won_integral(end) - curve.won_integral(start)) / end
        POOLS[key] = (curve.pool_chance(0.0, cycle, start, end),
                      curve.pool_chance(cycle, 6 * cycle, start, end), new)
    return POOLS[key]


def days_between(first, second):
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def round_half_away(x):
    return math.floor(x + 0.5)


def read_model(case):
    """A coverage row's inputs as a Model."""
    win = case["win_rate"] / 100
    ratio = 1.0 if case["win_rate_by_value"] == "" else case["win_rate_by_value"] / case["win_rate"]
    pipeline = float(case["open_pipeline"])
    typical = None if case["average_deal"] == "" else float(case["average_deal"])
    if pipeline == 0:
        deals, size = 0, typical
    elif case["open_deals"] != "":
        deals = case["open_deals"]
        size = pipeline / deals
    else:
        deals = max(1, round_half_away(pipeline / typical))
        size = pipeline / deals
    typical = size if typical is None else typical
    creation = case["new_pipeline"] / 7
    curve = Curve(win, float(case["sales_cycle"]))
    share = curve.aged_share() if case["aged_share"] == "" else case["aged_share"] / 100
    return Model(
        goal=float(case["goal"]), closed_won=float(case["closed_won"]),
        start=float(max(0, days_between(case["today"], case["period_start"]))),
        end=float(days_between(case["today"], case["period_end"]) + 1),
        pipeline=pipeline, deals=deals, size=size, typical=typical,
        win=win, ratio=ratio, cycle=float(case["sales_cycle"]), aged_share=share,
        creation=creation, intensity=creation / size,
        spread=float(case["deal_spread"]), rho=case["correlation"] / 100)


def wins_short(model):
    return short_by_wins(model.remaining, model.size * model.ratio, model.spread)


def needed_deals(model, confidences, short):
    """For each confidence the least N with P(goal) >= c, the size V' and the
    aged share held: doubling, then bisection.  None when N would exceed ten
    million.  Raises on a case in which 2e-6 would change the answer."""
    known = {}

    def chance(count):
        if count not in known:
            known[count] = chance_of_goal(replace(model, deals=count), short)
        return known[count]

    def search(wanted):
        if chance(0) >= wanted:
            return 0
        low, high = 0, max(1, model.deals)
        while chance(high) < wanted:
            low, high = high, 2 * high
            if high > LARGEST_COUNT:
                if chance(LARGEST_COUNT) < wanted:
                    return None
                high = LARGEST_COUNT
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if chance(middle) >= wanted else (middle, high)
        return high

    answers = [search(wanted) for wanted in confidences]
    for wanted, count in zip(confidences, answers):
        if count is None:
            clear = chance(LARGEST_COUNT) < wanted - MARGIN
        else:
            clear = chance(count) > wanted + MARGIN and (count == 0 or chance(count - 1) < wanted - MARGIN)
        if not clear:
            raise ValueError(f"borderline count {count} at confidence {wanted}: choose other figures")
    return answers


def creation_plan(model, gap, days):
    """Extra creation per week for m days (the median date) that closes the gap:
    7 gap / (r [I(h) - I(h-m) - (I(h0) - I(max(h0-m, 0)))]).  0 without a gap,
    None when the date has passed or nothing can be won."""
    if gap == 0:
        return 0.0
    if days <= 0:
        return None
    curve = model.curve
    wins = (curve.won_integral(model.end) - curve.won_integral(model.end - days)
            - curve.won_integral(model.start) + curve.won_integral(max(model.start - days, 0.0)))
    return None if wins * model.ratio == 0 else 7 * gap / (model.ratio * wins)


def summary(case):
    """All outputs of one coverage row, by column name."""
    model = read_model(case)
    if model.remaining == 0:
        return {"remaining": 0.0, "chance": 1.0, "chance_tolerance": 1e-6}
    if model.end <= 0:
        return {"remaining": model.remaining, "chance": 0.0, "chance_tolerance": 1e-6}

    short = wins_short(model)
    per_value = (model.expected_open / model.pipeline if model.pipeline
                 else model.fresh_chance * model.ratio)
    needed = max(0.0, model.remaining - model.expected_new) / per_value if per_value else None
    gap = max(0.0, model.remaining - model.expected_open - model.expected_new)
    median = model.end - model.curve.won_quantile(0.5)
    weekly = creation_plan(model, gap, median) if median >= 1 else None
    opportunities = None if weekly is None else weekly / model.typical
    conversion = case["lead_conversion"]
    counts = needed_deals(model, [0.5, 0.8, 0.9, case["confidence"] / 100], short)
    return {
        "remaining": model.remaining,
        "deals": model.deals,
        "aged_deals": model.aged_deals,
        "fresh_conversion": model.fresh_chance,
        "aged_conversion": model.aged_chance,
        "new_conversion": model.new_chance,
        "expected_open": model.expected_open,
        "expected_new": model.expected_new,
        "expected_total": model.expected_total,
        "pipeline_conversion": per_value,
        "coverage_have": model.pipeline / model.remaining,
        "coverage_need": None if needed is None else needed / model.remaining,
        "pipeline_needed": needed,
        "gap": gap,
        "average_days": model.end - model.cycle,
        "median_days": median,
        "last_days": model.end - model.curve.won_quantile(0.1),
        "weekly_pipeline": weekly,
        "total_pipeline": None if weekly is None else max(0.0, weekly * median / 7),
        "weekly_opportunities": opportunities,
        "weekly_leads": None if weekly is None or conversion == "" else opportunities / (conversion / 100),
        "chance": chance_of_goal(model, short),
        "needed_deals_50": counts[0],
        "needed_deals_80": counts[1],
        "needed_deals_90": counts[2],
        "needed_deals_chosen": counts[3],
        "chance_tolerance": 1e-6,
    }


COVERAGE_INPUTS = [
    "case", "goal", "closed_won", "today", "period_start", "period_end", "open_pipeline",
    "open_deals", "average_deal", "win_rate", "sales_cycle", "aged_share", "new_pipeline",
    "win_rate_by_value", "deal_spread", "lead_conversion", "confidence", "correlation"]
COVERAGE_OUTPUTS = [
    "remaining", "deals", "aged_deals", "fresh_conversion", "aged_conversion", "new_conversion",
    "expected_open", "expected_new", "expected_total", "pipeline_conversion", "coverage_have",
    "coverage_need", "pipeline_needed", "gap", "average_days", "median_days", "last_days",
    "weekly_pipeline", "total_pipeline", "weekly_opportunities", "weekly_leads", "chance",
    "needed_deals_50", "needed_deals_80", "needed_deals_90", "needed_deals_chosen",
    "chance_tolerance"]
PUBLISHED = {  # column here -> name in method-cases.json
    "remaining": "remaining", "deals": "N", "aged_deals": "N_aged", "fresh_conversion": "q_fresh",
    "aged_conversion": "q_aged", "new_conversion": "q_new_avg", "expected_open": "exp_open",
    "expected_new": "exp_new", "expected_total": "exp_total", "pipeline_conversion": "pipeline_conv",
    "coverage_have": "coverage_have", "coverage_need": "coverage_need",
    "pipeline_needed": "need_pipeline_expected", "gap": "gap_won_value",
    "average_days": "cutoff_days_from_now_avg", "median_days": "cutoff_days_from_now_median",
    "last_days": "cutoff_last10pct", "weekly_pipeline": "new_pipeline_per_week_extra",
    "total_pipeline": "new_pipeline_total_extra", "weekly_opportunities": "new_opps_per_week_extra",
    "chance": "P_goal", "needed_deals_50": "need_N_50", "needed_deals_80": "need_N_80",
    "needed_deals_90": "need_N_90", "needed_deals_chosen": "need_N_80"}

USUAL = {
    "goal": 1_000_000, "closed_won": 400_000, "today": "2026-01-01", "period_start": "2026-01-01",
    "period_end": "2026-03-31", "open_pipeline": 2_400_000, "open_deals": "", "average_deal": 25_000,
    "win_rate": 25, "sales_cycle": 60, "aged_share": 30, "new_pipeline": 0, "win_rate_by_value": "",
    "deal_spread": 1, "lead_conversion": "", "confidence": 80, "correlation": 3}
EVEN = {"deal_spread": 0, "correlation": 0}

CASE_C = "method case C as published"
PUBLISHED_CASES = {
    "method case A: no aged deals": ("A_fixedV_noaging", {"aged_share": 0, **EVEN}),
    "method case B: thirty per cent aged": ("B_aged30", EVEN),
    CASE_C: ("C_aged30_lognormal_rho", {"correlation": 5}),
}
CASES = {
    "method case C with the lattice error removed": {"correlation": 5},
    "everyday figures": {"new_pipeline": 60_000, "lead_conversion": 10},
    "no open deals but new pipeline": {"open_pipeline": 0, "new_pipeline": 150_000, "lead_conversion": 8},
    "no open deals and nothing new": {"open_pipeline": 0, **EVEN},
    "one open deal that would be enough": {
        "goal": 40_000, "closed_won": 0, "open_pipeline": 50_000, "open_deals": 1, "average_deal": "",
        "aged_share": 0, "deal_spread": 0},
    "one open deal of uncertain size": {
        "goal": 40_000, "closed_won": 0, "open_pipeline": 50_000, "open_deals": 1, "average_deal": "",
        "aged_share": 0},
    "one aged deal": {
        "goal": 40_000, "closed_won": 0, "open_pipeline": 50_000, "open_deals": 1, "average_deal": "",
        "aged_share": 100, "deal_spread": 0},
    "win rate nought": {"win_rate": 0, "new_pipeline": 50_000},
    "win rate one hundred": {"win_rate": 100, "sales_cycle": 70, "open_pipeline": 900_000},
    "win rate one hundred and all cycles over in time": {
        "win_rate": 100, "sales_cycle": 5, "aged_share": 10, "open_pipeline": 700_000, **EVEN},
    "equal sizes and exactly six wins needed of a size that does not come out even": {
        "goal": 300_000, "closed_won": 100_000, "open_pipeline": 1_000_000, "open_deals": 30,
        "average_deal": "", "aged_share": 20, **EVEN},
    "equal sizes and a bit more than six wins needed": {
        "goal": 310_000, "closed_won": 100_000, "open_pipeline": 1_000_000, "open_deals": 30,
        "average_deal": "", "aged_share": 20, **EVEN},
    "equal sizes with correlation": {"deal_spread": 0, "correlation": 3},
    "equal sizes; value rate lower; exactly thirty wins": {"win_rate_by_value": 20, "deal_spread": 0},
    "goal already passed": {"closed_won": 1_250_000},
    "goal reached to the unit": {"closed_won": 1_000_000},
    "period over and goal missed": {"today": "2026-04-01"},
    "period over and goal reached": {"today": "2026-04-15", "closed_won": 1_000_001},
    "last day of the period": {"today": "2026-03-31", "closed_won": 950_000, "new_pipeline": 20_000},
    "a year ahead and all cycles over in time": {
        "period_end": "2026-12-31", "sales_cycle": 20, "new_pipeline": 30_000, "goal": 2_000_000},
    "cycle of one day": {"sales_cycle": 1, "aged_share": 10, "new_pipeline": 100_000, "goal": 1_500_000},
    "cycle of one day on the last day": {
        "sales_cycle": 1, "today": "2026-03-31", "aged_share": 50, **EVEN},
    "cycle of a year and a half": {"sales_cycle": 540, "aged_share": 40, "period_end": "2026-12-31"},
    "nothing aged": {"aged_share": 0},
    "everything aged": {"aged_share": 100, "new_pipeline": 40_000},
    "aged share not given": {"aged_share": "", "new_pipeline": 40_000},
    "aged share not given; short cycle and high win rate": {
        "aged_share": "", "win_rate": 60, "sales_cycle": 14, "open_pipeline": 900_000,
        "today": "2026-03-10"},
    "new pipeline every week": {"open_pipeline": 2_500_000, "new_pipeline": 100_000, "aged_share": 20},
    "new pipeline and equal sizes": {
        "open_pipeline": 2_500_000, "new_pipeline": 90_000, "deal_spread": 0, "aged_share": 40},
    "new pipeline alone is enough": {
        "open_pipeline": 500_000, "new_pipeline": 900_000, "sales_cycle": 20, "lead_conversion": 12},
    "no gap but the median date has passed": {
        "today": "2026-03-20", "closed_won": 950_000, "lead_conversion": 10},
    "a gap and the median date has passed": {"today": "2026-03-10", "lead_conversion": 10},
    "win rate by value lower": {"win_rate_by_value": 20, "new_pipeline": 50_000, "lead_conversion": 10},
    "win rate by value higher": {"win_rate_by_value": 32.5, "new_pipeline": 50_000},
    "both count and average deal given": {
        "open_deals": 120, "average_deal": 25_000, "new_pipeline": 70_000, "lead_conversion": 15},
    "both given; few large open deals; equal sizes": {
        "open_deals": 40, "average_deal": 20_000, "new_pipeline": 80_000, "deal_spread": 0},
    "only the count given": {"open_deals": 80, "average_deal": "", "new_pipeline": 70_000},
    "each deal larger than the rest of the goal": {
        "goal": 700_000, "open_pipeline": 2_000_000, "average_deal": 500_000, "aged_share": 25, "deal_spread": 0},
    "a large size spread and each deal larger than the rest of the goal": {
        "goal": 500_000, "open_pipeline": 3_000_000, "average_deal": 1_000_000, "aged_share": 0, "deal_spread": 2},
    "ten thousand small deals": {
        "goal": 4_000_000, "closed_won": 1_000_000, "open_pipeline": 20_000_000, "open_deals": 10_000,
        "average_deal": "", "new_pipeline": 60_000, "deal_spread": 0.5},
    "ten thousand small deals and a low win rate": {
        "goal": 1_600_000, "closed_won": 1_000_000, "open_pipeline": 20_000_000, "open_deals": 10_000,
        "average_deal": "", "win_rate": 5, "new_pipeline": 60_000},
    "ten thousand small deals without correlation": {
        "goal": 4_400_000, "closed_won": 1_000_000, "open_pipeline": 20_000_000, "open_deals": 10_000,
        "average_deal": "", **EVEN},
    "leap day ends the period": {
        "today": "2028-02-10", "period_start": "2028-02-01", "period_end": "2028-02-29", "closed_won": 900_000},
    "leap day within the period": {
        "today": "2028-02-27", "period_start": "2028-01-01", "period_end": "2028-03-31", "closed_won": 850_000},
    "next quarter": {
        "today": "2026-02-15", "period_start": "2026-04-01", "period_end": "2026-06-30",
        "closed_won": 0, "goal": 850_000, "open_pipeline": 4_000_000, "new_pipeline": 150_000,
        "lead_conversion": 10},
    "next quarter; short cycle; equal sizes": {
        "today": "2026-02-15", "period_start": "2026-04-01", "period_end": "2026-06-30",
        "closed_won": 0, "sales_cycle": 15, "new_pipeline": 250_000, "deal_spread": 0},
    "next year from far away": {
        "today": "2026-03-01", "period_start": "2027-01-01", "period_end": "2027-12-31",
        "closed_won": 0, "goal": 3_000_000, "new_pipeline": 200_000, "sales_cycle": 240, "aged_share": ""},
    "period starts tomorrow": {
        "today": "2026-03-31", "period_start": "2026-04-01", "period_end": "2026-06-30", "closed_won": 0,
        "goal": 700_000},
    "half way through the period": {"today": "2026-02-14", "closed_won": 620_000, "new_pipeline": 45_000},
    "size spread a half": {"deal_spread": 0.5},
    "size spread one without correlation": {"correlation": 0},
    "size spread two": {"deal_spread": 2, "open_pipeline": 3_000_000},
    "a slight size spread": {"deal_spread": 0.2},
    "correlation ten": {"correlation": 10},
    "correlation fifty": {"correlation": 50},
    "correlation fifty and equal sizes": {"correlation": 50, "deal_spread": 0},
    "confidence ninety-five": {"confidence": 95},
    "confidence sixty": {"confidence": 60, "open_pipeline": 4_000_000},
    "very small money": {
        "goal": 10, "closed_won": 2, "open_pipeline": 30, "average_deal": 1, "deal_spread": 0},
    "very small money with new pipeline": {
        "goal": 10, "closed_won": 2, "open_pipeline": 30, "average_deal": 1, "new_pipeline": 1.5},
    "very large money": {
        "goal": 1_000_000_000_000, "closed_won": 400_000_000_000, "open_pipeline": 2_400_000_000_000,
        "average_deal": 25_000_000_000, "new_pipeline": 100_000_000_000},
    "figures that are not round": {
        "goal": 987_654.32, "closed_won": 123_456.78, "open_pipeline": 3_141_592.65, "average_deal": 18_277.9,
        "win_rate": 23.7, "sales_cycle": 47, "aged_share": 33.3, "new_pipeline": 54_321.09,
        "win_rate_by_value": 21.9, "deal_spread": 0.85, "lead_conversion": 7.7, "confidence": 77.5,
        "correlation": 4.2, "today": "2026-01-19"},
    "count rounds half up": {
        "goal": 100_000, "closed_won": 50_000, "open_pipeline": 62_500, "average_deal": 25_000,
        "win_rate": 40, **EVEN},
    "pipeline less than half a deal": {
        "goal": 60_000, "closed_won": 50_000, "open_pipeline": 10_000, "average_deal": 25_000, "deal_spread": 0},
    "every deal is tiny against the goal and win rate low": {
        "win_rate": 3, "open_pipeline": 9_000_000, "average_deal": 5_000, "goal": 550_000},
}


def coverage_case(name, changes):
    return {"case": name, **USUAL, **changes}


def coverage_row(name):
    """Inputs and outputs of one named case, with the seconds it took."""
    begin = time.time()
    if name in PUBLISHED_CASES:
        key, changes = PUBLISHED_CASES[name]
        case = coverage_case(name, changes)
        own = summary(case)
        published = json.loads(SOURCE.read_text())["summary"][key]["outputs"]
        row = own | {column: published[theirs] for column, theirs in PUBLISHED.items()}
        if name == CASE_C:
            row["chance_tolerance"] = 2e-4
    else:
        case = coverage_case(name, CASES[name])
        own = row = summary(case)
    return {**case, **row}, own, time.time() - begin


# --------------------------------------------------------------------------
# Levers (method 7)
# --------------------------------------------------------------------------

LEVER_BASES = ["new pipeline every week", "new pipeline and equal sizes", "next quarter"]


def pulled(model, lever):
    """The model after a change of ten per cent in the helpful direction."""
    if lever == "win_rate":  # r held, so the rate by value rises alike
        return replace(model, win=model.win * 1.1)
    if lever == "average_deal":  # counts of open and of new deals held
        return replace(model, pipeline=model.pipeline * 1.1, size=model.size * 1.1,
                       typical=model.typical * 1.1, creation=model.creation * 1.1)
    if lever == "sales_cycle":
        return replace(model, cycle=model.cycle * 0.9)
    if lever == "new_pipeline":
        return replace(model, creation=model.creation * 1.1, intensity=model.intensity * 1.1)
    if lever == "aged_share":
        return replace(model, aged_share=model.aged_share * 0.9)
    if lever == "goal":
        return replace(model, goal=model.goal * 0.9)
    if lever == "open_pipeline":
        return replace(model, pipeline=model.pipeline * 1.1,
                       deals=round_half_away(model.deals * 1.1))
    raise ValueError(lever)


LEVERS = {"win_rate": "win rate * 1.1", "average_deal": "deal size * 1.1",
          "sales_cycle": "sales cycle * 0.9", "new_pipeline": "new pipeline * 1.1",
          "aged_share": "aged share * 0.9", "goal": "goal * 0.9", "open_pipeline": "open pipeline * 1.1"}


def lever_rows(name):
    base = read_model(coverage_case(name, CASES[name]))
    assert base.deals % 10 == 0, "ten per cent more deals must be a whole number"
    rows = []
    for lever, change in LEVERS.items():
        model = pulled(base, lever)
        rows.append({"case": name, "lever": lever, "change": change,
                     "chance": chance_of_goal(model, wins_short(model)),
                     "expected_total": model.expected_total})
    return rows


# --------------------------------------------------------------------------
# Revenue of single deals (method 3)
# --------------------------------------------------------------------------

ENUMERATION_LIMIT = 20
REVENUE_Z = 401
HALVES_Z = 51  # enough for two halves, whose tails at a given z change slowly with z


def minor(value):
    """Money in minor units (cents), a whole number."""
    return round(value * 100)


def enumerated(values, chances, rho):
    """All subsets: sorted distinct totals and their masses, averaged over z."""
    totals = np.zeros(1, dtype=np.int64)
    for value in values:
        totals = np.concatenate([totals, totals + value])
    distinct, place = np.unique(totals, return_inverse=True)
    z, weight = factor_grid(rho, REVENUE_Z)
    rates = [conditional(chance, rho, z) for chance in chances]
    mass = np.zeros(len(totals))
    block = max(1, 2 ** 21 // len(totals))
    for start in range(0, len(z), block):
        part = weight[start:start + block, None]
        for won, lost in rates:
            won, lost = won[start:start + block, None], lost[start:start + block, None]
            part = np.concatenate([part * lost, part * won], axis=1)
        mass += part.sum(axis=0)
    return distinct, np.bincount(place, weights=mass)


def on_lattice(values, chances, rho):
    """Exact convolution on the lattice of the greatest common divisor."""
    divisor = math.gcd(*values)
    steps = [value // divisor for value in values]
    z, weight = factor_grid(rho, REVENUE_Z)
    mass = np.zeros(sum(steps) + 1)
    for start in range(0, len(z), 16):
        rows = np.zeros((len(weight[start:start + 16]), len(mass)))
        rows[:, 0] = weight[start:start + 16]
        top = 0
        for step, chance in zip(steps, chances):
            won, lost = conditional(chance, rho, z[start:start + 16])
            moved = rows[:, :top + 1] * won[:, None]
            rows[:, :top + 1] *= lost[:, None]
            top += step
            rows[:, step:top + 1] += moved
        mass += rows.sum(axis=0)
    return np.arange(len(mass), dtype=np.int64) * divisor, mass


def from_masses(totals, masses, thresholds, shortfall_goal):
    """Tails, quantiles (least x with F(x) >= a) and expected shortfall."""
    below = np.cumsum(masses)
    tails = [float(masses[totals >= t].sum()) for t in thresholds]
    quantiles = []
    for share in (0.1, 0.5, 0.9):
        at = int(np.argmax(below >= share))
        if min(abs(below[at] - share), abs((below[at - 1] if at else 0) - share)) < 1e-7:
            raise ValueError(f"borderline quantile {share}: choose other figures")
        quantiles.append(float(totals[at]) / 100)
    lacking = float((np.maximum(shortfall_goal - totals, 0) * masses).sum()) / 100
    return tails, quantiles, lacking, 0.0


class Halves:
    """Meet in the middle: two enumerated halves, the second one sorted."""

    def __init__(self, values, chances, rho, points):
        middle = len(values) // 2
        self.parts = [(values[:middle], chances[:middle]), (values[middle:], chances[middle:])]
        self.rho, self.points = rho, points
        self.first, self.second = (self.totals(part) for part, _ in self.parts)
        self.order = np.argsort(self.second, kind="stable")
        self.second = self.second[self.order]
        self.order_first = np.argsort(self.first, kind="stable")
        self.first = self.first[self.order_first]

    @staticmethod
    def totals(values):
        totals = np.zeros(1, dtype=np.int64)
        for value in values:
            totals = np.concatenate([totals, totals + value])
        return totals

    @staticmethod
    def masses(chances, rho, z):
        mass = np.ones(1)
        for chance in chances:
            won, lost = conditional(chance, rho, z)
            mass = np.concatenate([mass * lost[0], mass * won[0]])
        return mass

    def below(self, limits, shortfall_goal=None):
        """F(limit) for every limit, and E[(goal - S)+] if a goal is given."""
        places = [np.searchsorted(self.second, limit - self.first, side="right") for limit in limits]
        if shortfall_goal is not None:
            lacking_place = np.searchsorted(self.second, shortfall_goal - self.first, side="right")
        sums, lacking = np.zeros(len(limits)), 0.0
        for z, weight in zip(*factor_grid(self.rho, self.points)):
            at = np.array([z])
            first = self.masses(self.parts[0][1], self.rho, at)[self.order_first]
            second = self.masses(self.parts[1][1], self.rho, at)[self.order]
            running = np.concatenate([[0.0], np.cumsum(second)])
            sums += [weight * float(first @ running[place]) for place in places]
            if shortfall_goal is not None:
                money = np.concatenate([[0.0], np.cumsum(second * self.second)])
                left = (shortfall_goal - self.first) * running[lacking_place] - money[lacking_place]
                lacking += weight * float(first @ left)
        return sums, lacking / 100


def by_halves(values, chances, rho, thresholds, shortfall_goal):
    """As from_masses.  With so many totals a quantile is settled to a few cents
    only: the secant search, begun from an interpolated F, stops at |F - a| < 5e-8."""
    halves = Halves(values, chances, rho, HALVES_Z)
    mean = sum(v * c for v, c in zip(values, chances))
    deviation = math.sqrt(sum(v * v * c * (1 - c) for v, c in zip(values, chances)))
    grid = [int(mean + deviation * k / 4) for k in range(-8, 10)]
    sums, lacking = halves.below([t - 1 for t in thresholds] + grid, shortfall_goal)
    tails = [float(1 - f) for f in sums[:len(thresholds)]]

    shares = np.array([0.1, 0.5, 0.9])
    curve = interpolate.PchipInterpolator(grid, sums[len(thresholds):])
    guess = np.array([float(curve.solve(a, extrapolate=False)[0]) for a in shares])
    slope = curve(guess, 1)
    guess, last, f_last = np.round(guess), None, None
    for _ in range(8):
        f_guess = halves.below([int(g) for g in guess])[0]
        loose = np.abs(f_guess - shares) >= 5e-8
        if not loose.any():
            break
        if last is not None:
            moved = guess != last
            slope = np.where(moved, (f_guess - f_last) / np.where(moved, guess - last, 1), slope)
        last, f_last = guess, f_guess
        guess = np.where(loose, np.round(guess + (shares - f_guess) / slope), guess)
    else:
        raise ValueError("a quantile did not settle")
    return tails, [float(g) / 100 for g in guess], lacking, float(np.max(1e-7 / slope)) / 100


def revenue_row(name):
    """One row of revenue.csv.  Nothing to win is dropped, the certain is added."""
    begin = time.time()
    case = REVENUE_CASES[name]
    values, chances, rho = case["values"], case["chances"], case["correlation"]
    certain = sum(minor(v) for v, c in zip(values, chances) if c == 1)
    doubtful = [(minor(v), c) for v, c in zip(values, chances) if v > 0 and 0 < c < 1]
    cents, rates = [v for v, _ in doubtful], [c for _, c in doubtful]
    thresholds = [minor(t) - certain for t in case["thresholds"]]
    goal = minor(case["shortfall_goal"]) - certain
    if len(doubtful) <= ENUMERATION_LIMIT:
        result = from_masses(*enumerated(cents, rates, rho), thresholds, goal)
    elif sum(cents) // math.gcd(*cents) <= 2 ** 17:
        result = from_masses(*on_lattice(cents, rates, rho), thresholds, goal)
    else:
        result = by_halves(cents, rates, rho, thresholds, goal)
    tails, quantiles, lacking, loose = result
    row = {"case": name, "values": values, "chances": chances, "correlation": rho,
           "mean": sum(v * c for v, c in zip(values, chances)),
           "thresholds": case["thresholds"], "tails": tails,
           "p10": quantiles[0] + certain / 100, "p50": quantiles[1] + certain / 100,
           "p90": quantiles[2] + certain / 100, "shortfall_goal": case["shortfall_goal"],
           "shortfall": lacking, "tolerance": 1e-9, "quantile_tolerance": round(loose, 4)}
    own = dict(row)
    if "published" in case:
        published = case["published"]
        row |= {"mean": published["mean"], "tails": list(published["sf"].values()),
                "p10": published["quantiles"]["0.1"], "p50": published["quantiles"]["0.5"],
                "p90": published["quantiles"]["0.9"]}
        row["tolerance"] = 1e-9 if rho == 0 else 1e-8
    return row, own, time.time() - begin


def drawn_values(seed, count, mean, spread, unit):
    """Lognormal deal sizes, seeded, rounded to the unit."""
    rng = np.random.default_rng(seed)
    variance = math.log1p(spread * spread)
    raw = mean * np.exp(rng.normal(-variance / 2, math.sqrt(variance), count))
    return [plain(max(unit, round(float(x) / unit) * unit)) for x in raw]


def drawn_chances(seed, count, low=0.03, high=0.6):
    rng = np.random.default_rng(seed + 1000)
    return [round(float(x), 3) for x in rng.uniform(low, high, count)]


def plain(x):
    """12500.0 -> 12500, and cents without binary dust."""
    x = round(x, 2)
    return int(x) if float(x).is_integer() else x


def revenue_case(values, chances, correlation, thresholds, shortfall_goal, **more):
    return {"values": values, "chances": chances, "correlation": correlation,
            "thresholds": thresholds, "shortfall_goal": shortfall_goal, **more}


def revenue_cases():
    cases = {}
    for entry in json.loads(SOURCE.read_text())["deal_level"]:
        name = f"method case {entry['name']}"
        cases[name] = revenue_case(entry["v"], entry["r"], entry["rho"],
                                   [plain(float(t)) for t in entry["sf"]], 100000, published=entry)
    irregular = [12345.67, 8910.11, 23456.78, 990.05, 45678.9, 3333.33, 17000.49, 61234.56]
    common = [2500 * k for k in (1, 2, 2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13,
                                 14, 15, 16, 18, 20, 22, 25, 30, 36, 44)]
    cases |= {
        "one deal": revenue_case([30000], [0.35], 0, [0, 1, 30000, 30000.01], 25000),
        "one deal with correlation": revenue_case([30000], [0.35], 0.2, [0, 1, 30000, 30000.01], 30000),
        "one deal of one cent": revenue_case([0.01], [0.7], 0.03, [0, 0.01, 0.02], 0.01),
        "all sure": revenue_case([10000, 20000, 5000], [1, 1, 1], 0.05, [0, 34999.99, 35000, 35000.01], 40000),
        "all hopeless": revenue_case([10000, 20000, 5000], [0, 0, 0], 0.05, [0, 0.01, 35000], 40000),
        "deals of no value among others": revenue_case(
            [0, 15000, 0, 40000, 22000, 0], [0.9, 0.4, 1, 0.3, 0.55, 0], 0.05, [0, 1, 22000, 37000, 77000], 50000),
        "sure and hopeless among others": revenue_case(
            [15000, 12000, 18000, 40000, 22000, 9000.5, 31000, 7000, 26000],
            [1, 0.4, 0, 0.3, 0.55, 1, 0.15, 0.62, 0], 0.03, [0, 24000.5, 24001, 60000, 90000, 136000.5], 60000),
        "equal values": revenue_case([1000] * 10, [0.3] * 10, 0, [1000, 3000, 3001, 5000, 10000], 4000),
        "equal values with correlation": revenue_case(
            [1000] * 10, [0.3] * 10, 0.1, [1000, 3000, 3001, 5000, 10000], 4000),
        "eight irregular values": revenue_case(
            irregular, [0.5, 0.25, 0.4, 0.8, 0.15, 0.6, 0.33, 0.1], 0,
            [990.05, 12345.67, 30000, 40679.11, 100000, 172949.89], 50000),
        "twelve deals with strong correlation": revenue_case(
            drawn_values(12, 12, 20000, 0.8, 0.01), drawn_chances(12, 12), 0.3, [10000, 40000, 80000, 150000], 70000),
        "eighteen irregular values": revenue_case(
            drawn_values(18, 18, 20000, 1, 0.01), drawn_chances(18, 18), 0.03, [50000, 100000, 150000, 250000], 120000),
        "twenty irregular values without correlation": revenue_case(
            drawn_values(20, 20, 15000, 1.2, 0.01), drawn_chances(20, 20), 0, [50000, 100000, 150000, 250000], 90000),
        "thirty multiples of 2500": revenue_case(
            common, drawn_chances(30, 30), 0, [150000, 250000, 300000, 300001, 400000], 300000),
        "thirty multiples of 2500 with correlation": revenue_case(
            common, drawn_chances(30, 30), 0.05, [150000, 250000, 300000, 300001, 400000], 300000),
        "sixty multiples of 500": revenue_case(
            drawn_values(60, 60, 12000, 1, 500), drawn_chances(60, 60), 0.03,
            [100000, 200000, 250000, 300000, 400000], 250000),
        "sixty multiples of 500 without correlation": revenue_case(
            drawn_values(60, 60, 12000, 1, 500), drawn_chances(60, 60), 0,
            [100000, 200000, 250000, 300000, 400000], 250000),
        "forty irregular values": revenue_case(
            drawn_values(40, 40, 25000, 1, 0.01), drawn_chances(40, 40), 0.03, [150000, 250000, 350000, 500000], 300000),
        "a whale larger than all others together": revenue_case(
            [900000, *drawn_values(15, 14, 20000, 0.8, 100)], [0.25, *drawn_chances(15, 14)], 0.03,
            [60000, 120000, 300000, 900000, 1000000], 500000),
        "two hundred values in hundreds": revenue_case(
            drawn_values(200, 200, 10000, 1, 100), drawn_chances(200, 200), 0.03,
            [400000, 550000, 650000, 800000], 600000),
        "two hundred values in hundreds without correlation": revenue_case(
            drawn_values(200, 200, 10000, 1, 100), drawn_chances(200, 200), 0,
            [500000, 600000, 650000, 750000], 600000),
        "twenty-four deals with correlation a half": revenue_case(
            drawn_values(24, 24, 12000, 1, 250), drawn_chances(24, 24), 0.5, [20000, 60000, 120000, 200000], 100000),
        "nearly sure and nearly hopeless": revenue_case(
            [20000, 35000, 12000, 50000, 41000, 27000], [0.999, 0.985, 0.97, 0.001, 0.02, 0.0001], 0.05,
            [20000, 55000, 67000, 67001, 108000], 70000),
        "very large money": revenue_case(
            [100000000000, 250000000000, 40000000000, 975000000000, 310000000000],
            [0.3, 0.2, 0.7, 0.13, 0.45], 0.03, [40000000000, 300000000000, 1000000000000], 500000000000),
    }
    return cases


REVENUE_CASES = revenue_cases()


# --------------------------------------------------------------------------
# Small tables
# --------------------------------------------------------------------------

def binomial_rows_table():
    """The rule "pipeline = goal / win rate", copied from method-cases.json and
    checked against scipy's binomial survival function."""
    rows = []
    for wins, known in json.loads(SOURCE.read_text())["naive_coverage_probability"].items():
        chance = float(stats.binom.sf(int(wins) - 1, known["naive_N"], 0.25))
        assert abs(chance - known["P"]) < 1e-10
        for count, share in ((known["N80"], 0.8), (known["N90"], 0.9)):
            assert stats.binom.sf(int(wins) - 1, count, 0.25) >= share > stats.binom.sf(int(wins) - 1, count - 1, 0.25)
        rows.append({"needed_wins": int(wins), "win_rate": 25, "deals": known["naive_N"], "chance": known["P"],
                     "deals_80": known["N80"], "deals_90": known["N90"]})
    return rows


def normal_table():
    """Phi at x, and Phi^-1 at a probability, by scipy.special."""
    points = [-8, -6, -5, -4, -3, -2.5, -1.959963984540054, -1.2815515655446004, -0.6744897501960817, -0.1,
              0, 0.1, 0.5, 1, 1.2815515655446004, 1.96, 2.5, 3, 5, 6]
    shares = [1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 0.001, 0.01, 0.025, 0.05, 0.1,
              0.25, 0.4, 0.5, 0.6, 0.8, 0.9, 0.975, 0.99, 0.9999, 0.999999999]
    return [{"x": x, "cdf": float(special.ndtr(x)), "probability": p, "quantile": float(special.ndtri(p))}
            for x, p in zip(points, shares)]


def curve_table():
    """C_w, C_l, S, q(a, h) and q_ever(a) of the default curve."""
    picks = [(25, 60, age, window) for age, window in
             [(0, 1), (0, 90), (1, 90), (10, 30), (30, 30), (60, 90), (90, 90), (120, 90), (180, 90),
              (240, 30), (360, 90), (600, 365)]]
    picks += [(10, 14, 0, 30), (10, 14, 20, 7), (60, 14, 5, 90), (100, 30, 0, 30), (100, 30, 60, 30),
              (0, 60, 30, 90), (1, 365, 100, 365), (33.3, 47, 12, 61), (23.7, 1, 0, 1), (23.7, 1, 1, 1),
              (50, 1, 3, 90), (90, 400, 30, 1000), (100, 10, 1500, 30), (25, 60, 0, 100000)]
    rows = []
    for win_rate, cycle, age, window in picks:
        curve = Curve(win_rate / 100, float(cycle))
        rows.append({"win_rate": win_rate, "sales_cycle": cycle, "age": age, "won": float(curve.won(age)),
                     "lost": float(curve.lost(age)), "open": float(curve.open(age)), "window": window,
                     "chance": float(curve.chance(age, window)), "ever": float(curve.ever(age))})
    return rows


# --------------------------------------------------------------------------
# Checks
# --------------------------------------------------------------------------

def check_published(own_by_name):
    """Largest differences between own figures and method-cases.json, A to C."""
    lines = []
    for name, (key, _) in PUBLISHED_CASES.items():
        published = json.loads(SOURCE.read_text())["summary"][key]["outputs"]
        own = own_by_name[name]
        money = max(abs(own[c] - published[t]) for c, t in PUBLISHED.items()
                    if c != "chance" and not c.startswith("needed_deals"))
        counts = [(own[c], published[PUBLISHED[c]]) for c in COVERAGE_OUTPUTS if c.startswith("needed_deals")]
        differing = [pair for pair in counts if pair[0] != pair[1]]
        lines.append(f"  {name}: figures within {money:.1e}, chance differs by "
                     f"{abs(own['chance'] - published['P_goal']):.1e}, needed deals that differ: {differing or 'none'}")
        if name != CASE_C:
            assert money < 0.005 and abs(own["chance"] - published["P_goal"]) < 1e-9 and not differing
    return lines


def check_sizes(name):
    """Chance by convolved densities against (1) a grid twice as fine, (2) the
    extrapolated half-atom lattice, (3) four times the nodes of the factor."""
    model = read_model(coverage_case(name, CASES[name]))
    used = wins_short(model)
    chance = chance_of_goal(model, used)
    nodes = abs(chance_of_goal(model, used, points=4 * (Z_POINTS - 1) + 1) - chance)
    if model.spread == 0:
        return name, nodes, 0.0, 0.0
    mean = model.size * model.ratio
    finer = chance_of_goal(model, short_by_density(model.remaining, mean, model.spread, finer=2))
    lattice = chance_of_goal(model, short_by_lattice(model.remaining, mean, model.spread, 8192))
    return name, nodes, abs(finer - chance), abs(lattice - chance)


def check_simulation(job):
    """Plain Monte Carlo of one case; returns its chance and standard error."""
    name, draws = job
    model = read_model(coverage_case(name, CASES[name]))
    rng = np.random.default_rng(20260101)
    sigma = math.sqrt(math.log1p(model.spread ** 2))
    mu = math.log(model.size * model.ratio) - sigma * sigma / 2
    hits, batch = 0, 500_000
    for _ in range(draws // batch):
        z = rng.standard_normal(batch)
        fresh, aged, new = (conditional(q, model.rho, z)[0]
                            for q in (model.fresh_chance, model.aged_chance, model.new_chance))
        wins = (rng.binomial(model.deals - model.aged_deals, fresh) + rng.binomial(model.aged_deals, aged)
                + rng.poisson(model.intensity * model.end * new))
        values = np.exp(rng.normal(mu, sigma, int(wins.sum())))
        running = np.concatenate([[0.0], np.cumsum(values)])
        last = np.cumsum(wins)
        hits += int(np.count_nonzero(running[last] - running[last - wins] >= model.remaining))
    share = hits / draws
    return name, share, math.sqrt(share * (1 - share) / draws)


# --------------------------------------------------------------------------
# Files
# --------------------------------------------------------------------------

def cell(value):
    """Text of one cell: blank, whole number, repr of a float, or a list."""
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(cell(item) for item in value)
    if isinstance(value, str):
        return value
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    return repr(float(value))


def write(name, columns, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows([[cell(row.get(column)) for column in columns] for row in rows])
    print(f"{name}: {len(rows)} rows")


def main():
    begin = time.time()
    names = [*PUBLISHED_CASES, *CASES]
    slow_first = sorted(names, key=lambda n: "ten thousand" not in n)
    lively = [n for n in CASES if (m := read_model(coverage_case(n, CASES[n]))).remaining > 0 and m.end > 0]
    with Pool() as pool:
        coverage = pool.map_async(coverage_row, slow_first, chunksize=1)
        revenue = pool.map_async(revenue_row, list(REVENUE_CASES), chunksize=1)
        levers = pool.map_async(lever_rows, LEVER_BASES, chunksize=1)
        checks = pool.map_async(check_sizes, lively, chunksize=1)
        simulations = pool.map_async(check_simulation, [
            ("method case C with the lattice error removed", 5_000_000),
            ("a large size spread and each deal larger than the rest of the goal", 5_000_000)], chunksize=1)
        done = dict(zip(slow_first, coverage.get()))
        revenue, levers, checks, simulations = revenue.get(), levers.get(), checks.get(), simulations.get()

    rows = [done[name][0] for name in names]
    write("coverage.csv", COVERAGE_INPUTS + COVERAGE_OUTPUTS, rows)
    write("binomial.csv", ["needed_wins", "win_rate", "deals", "chance", "deals_80", "deals_90"],
          binomial_rows_table())
    write("revenue.csv", ["case", "values", "chances", "correlation", "mean", "thresholds", "tails", "p10", "p50",
                          "p90", "shortfall_goal", "shortfall", "tolerance", "quantile_tolerance"],
          [row for row, _, _ in revenue])
    write("normal.csv", ["x", "cdf", "probability", "quantile"], normal_table())
    write("curve.csv", ["win_rate", "sales_cycle", "age", "won", "lost", "open", "window", "chance", "ever"],
          curve_table())
    write("levers.csv", ["case", "lever", "change", "chance", "expected_total"],
          list(itertools.chain(*levers)))

    print("\nagainst method-cases.json:")
    print("\n".join(check_published({name: done[name][1] for name in names})))
    for row, own, _ in revenue:
        if "method case" in row["case"]:
            tails = max(abs(a - b) for a, b in zip(row["tails"], own["tails"]))
            same = all(row[c] == own[c] for c in ("p10", "p50", "p90"))
            print(f"  {row['case']}: tails within {tails:.1e}, mean {abs(row['mean'] - own['mean']):.1e}, "
                  f"quantiles {'equal' if same else 'DIFFER'}")
    print("\nlargest change of a chance (coverage.csv):")
    for column, label in ((1, "four times the factor nodes"), (2, "density grid twice as fine"),
                          (3, "half-atom lattice, extrapolated")):
        worst = max(checks, key=lambda check: check[column])
        print(f"  {label}: {worst[column]:.1e} ({worst[0]})")
    print("\nsimulation against table:")
    for name, share, error in simulations:
        table = done[name][0]["chance"]
        print(f"  {name}: {share:.6f} +- {error:.6f}, table {table:.6f}, {(share - table) / error:+.1f} sd")
    for name, seconds in sorted([(n, done[n][2]) for n in names] + [(r["case"], s) for r, _, s in revenue],
                                key=lambda pair: -pair[1])[:4]:
        print(f"slow: {name} {seconds:.0f} s")
    print(f"{time.time() - begin:.0f} s")


if __name__ == "__main__":
    main()
