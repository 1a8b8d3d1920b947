"""Reference tables for the time-series baseline and for the accuracy of past forecasts.

Written from the method alone, without sight of the Rust sources.  Where a peer library does the
same, it is asked: statsmodels for simple and damped smoothing with given parameters and for the
Clopper-Pearson limits, scipy for Student's t.

    cargo xtask golden    (python with numpy, scipy and statsmodels)

It writes beside itself

    history.csv   baselines of synthetic series, seeded
    accuracy.csv  past forecasts against actuals, and the range of the next
    limits.csv    quantiles of Student's t and binomial limits

Lists inside a cell are separated by spaces; a blank cell is "no answer".
"""

import csv
import math
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.tsa.holtwinters import Holt, SimpleExpSmoothing

HERE = Path(__file__).resolve().parent
SCORE = stats.norm.ppf(0.9)


# --------------------------------------------------------------------------
# Smoothing (method 5)
# --------------------------------------------------------------------------

def one_step(values, levels_of):
    """Errors as a linear function of the first states, by differences: levels_of(first) gives the
    errors, and is linear, so unit vectors give its columns."""
    base = levels_of(np.zeros(levels_of.size))
    columns = [levels_of(unit) - base for unit in np.eye(levels_of.size)]
    return base, np.column_stack(columns)


class SimpleErrors:
    size = 1

    def __init__(self, values, alpha):
        self.values, self.alpha = values, alpha

    def __call__(self, first):
        level, errors = first[0], []
        for value in self.values:
            errors.append(value - level)
            level = self.alpha * value + (1 - self.alpha) * level
        self.level = level
        return np.array(errors)


class DampedErrors:
    size = 2

    def __init__(self, values, alpha, beta, phi):
        self.values, self.alpha, self.beta, self.phi = values, alpha, beta, phi

    def __call__(self, first):
        (level, trend), errors = first, []
        for value in self.values:
            expected = level + self.phi * trend
            errors.append(value - expected)
            new = self.alpha * value + (1 - self.alpha) * expected
            trend = self.beta * (new - level) + (1 - self.beta) * self.phi * trend
            level = new
        self.level, self.trend = level, trend
        return np.array(errors)


def least_squares(model):
    """The first states with least squares, and the squares."""
    base, design = one_step(model.values, model)
    first = np.linalg.lstsq(design, -base, rcond=None)[0]
    errors = model(first)
    return first, float(errors @ errors)


def simple(values):
    """(squares, alpha, level at the end) over alpha .01 .. .99."""
    best = None
    for step in range(1, 100):
        model = SimpleErrors(values, step / 100)
        _, squares = least_squares(model)
        if best is None or squares < best[0]:
            best = (squares, step / 100, model.level)
    return best


GRID = [(a + 5) / 100 for a in range(0, 100, 10)]


def damped(values):
    """(squares, parameters, first states, end states) over the grid."""
    best = None
    for phi in (0.8, 0.85, 0.9, 0.95, 0.98):
        for alpha in GRID:
            for beta in GRID:
                model = DampedErrors(values, alpha, beta, phi)
                first, squares = least_squares(model)
                if best is None or squares < best[0]:
                    best = (squares, (alpha, beta, phi), first, (model.level, model.trend))
    return best


def damped_ahead(fit, ahead):
    _, (_, _, phi), _, (level, trend) = fit
    return level + trend * sum(phi ** k for k in range(1, ahead + 1))


def theta(values):
    """Function of the months ahead."""
    t = np.arange(1, len(values) + 1)
    slope, start = np.polyfit(t, values, 1)
    level = simple(2 * values - (start + slope * t))[2]
    return lambda ahead: 0.5 * level + 0.5 * (start + slope * (len(values) + ahead))


# --------------------------------------------------------------------------
# Season
# --------------------------------------------------------------------------

def season(values):
    """(factors, weight) or (ones, 0)."""
    n = len(values)
    if n < 24 or np.any(values <= 0):
        return np.ones(12), 0.0
    if n >= 36:
        weights = np.array([0.5] + [1] * 11 + [0.5]) / 12
        mean = np.convolve(values, weights, mode="valid")
        months = np.arange(6, n - 6)
        ratios = np.log(values[6:n - 6] / mean)
    else:
        t = np.arange(n)
        months = t
        ratios = np.log(values) - np.polyval(np.polyfit(t, np.log(values), 1), t)
    groups = [ratios[months % 12 == j] for j in range(12)]
    mu = np.array([group.mean() for group in groups])
    s2 = sum(((group - group.mean()) ** 2).sum() for group in groups) / (len(ratios) - 12)
    nbar = len(ratios) / 12
    b = mu.var(ddof=1)
    w = max(0.0, 1 - (s2 / nbar) * (12 - 3) / ((12 - 1) * b)) if b > 0 else 0.0
    factors = np.exp(w * (mu - mu.mean()))
    return factors / factors.mean(), w


# --------------------------------------------------------------------------
# Baseline
# --------------------------------------------------------------------------

def ensemble(values, months):
    """Ens3 and the blend with the seasonal naive, months ahead 1 .., and what the range needs."""
    factors, w = season(values)
    n = len(values)
    flat = values / factors[np.arange(n) % 12]
    squares, alpha, level = simple(flat)
    holt, curve = damped(flat), theta(flat)
    ahead = np.arange(1, months + 1)
    s = factors[(n + ahead - 1) % 12]
    ens3 = np.array([(curve(h) + level + damped_ahead(holt, h)) / 3 for h in ahead]) * s
    ens3 = np.maximum(ens3, 0)
    blend = ens3.copy()
    if w > 0:
        blend = 0.75 * ens3 + 0.25 * np.array([year_before(values, h) for h in ahead])
    sigma = math.sqrt(squares / max(n - 2, 1))
    spread = sigma * np.sqrt(1 + (ahead - 1) * alpha ** 2) * s
    return ens3, blend, spread, factors, w, (flat, alpha, level, holt)


def year_before(values, ahead):
    return values[len(values) - 12 + (ahead - 1) % 12] if len(values) >= 12 else None


def rolling(values):
    """Mean absolute errors over the last min(12, n // 3) origins, one to three months ahead."""
    n = len(values)
    origins = min(12, n // 3)
    errors = {"ensemble": [], "blend": [], "naive": [], "mixed": [], "seasonal": []}
    for known in range(n - origins, n):
        past, future = values[:known], values[known:known + 3]
        ens3, blend, *_ = ensemble(past, 3)
        for h, actual in enumerate(future, start=1):
            errors["ensemble"].append(abs(actual - ens3[h - 1]))
            errors["blend"].append(abs(actual - blend[h - 1]))
            errors["naive"].append(abs(actual - past[-1]))
            share = 0.5 if known < 24 else 0.25
            errors["mixed"].append(abs(actual - max(share * past[-1] + (1 - share) * blend[h - 1], 0)))
            before = year_before(past, h)
            errors["seasonal"].append(math.nan if before is None else abs(actual - before))
    mae = {name: float(np.mean(found)) for name, found in errors.items()}
    if math.isnan(mae["seasonal"]):
        mae["seasonal"] = None
    return origins, mae


def baseline(values, months):
    values = np.asarray(values, float)
    if len(values) < 12:
        return short(values, months)
    origins, mae = rolling(values)
    ens3, blend, spread, factors, w, _ = ensemble(values, months)
    others = [mae["ensemble"], mae["blend"]]
    # Earlier origins may know no season yet: where there is one, the year before speaks for it.
    if w > 0 and mae["seasonal"] is not None:
        others.append(mae["seasonal"])
    if min(others) >= mae["naive"]:
        # Method 10.5: the last month is not left alone, and the range is that of the mixture.
        share = 0.5 if len(values) < 24 else 0.25
        method, expected = "mixed", share * values[-1] + (1 - share) * blend
        sigma = math.sqrt(np.mean(np.diff(values) ** 2))
        spread = 0.8 * sigma * np.sqrt(np.arange(1, months + 1))
    else:
        method, expected = ("seasonal ensemble" if w > 0 else "ensemble"), blend
    expected = np.maximum(expected, 0)
    reach = 1.3 * SCORE * spread
    return {"method": method, "expected": list(expected), "low": list(np.maximum(expected - reach, 0)),
            "high": list(expected + reach), "reliability": w if w > 0 else None,
            "factors": list(factors) if w > 0 else None, "origins": origins,
            "mae_ensemble": mae["ensemble"], "mae_blend": mae["blend"], "mae_naive": mae["naive"],
            "mae_mixed": mae["mixed"], "mae_seasonal": mae["seasonal"]}


def short(values, months):
    rule = lambda part: (np.mean(part[-3:]) + np.mean(part)) / 2
    centre = max(rule(values), 0)
    past = [(rule(values[:k]), values[k]) for k in range(1, len(values))]
    row = {"method": "mean", "expected": [centre] * months}
    judged = judge(past, centre)
    if judged["history_low"] is not None:
        row["low"] = [min(judged["history_low"], centre)] * months
        row["high"] = [max(judged["history_high"], centre)] * months
    return row


# --------------------------------------------------------------------------
# Accuracy (method 6)
# --------------------------------------------------------------------------

def judge(past, forecast, model=None, ranges=None):
    usable = [(f, a) for f, a in past if f > 0 and a >= 0]
    f, a = np.array(usable).T if usable else (np.zeros(0), np.zeros(0))
    logs = not np.any(a == 0)
    e = np.sort(np.log(a / f) if logs else (a - f) / f)
    n, b = len(e), float(e.mean()) if len(e) else 0.0
    share = (lambda x: math.expm1(x)) if logs else (lambda x: max(x, -1.0))
    centre = forecast * (1 + share(b * n / (n + 2)))
    s = float(e.std(ddof=1)) if n > 1 else 0.0
    spread = s * math.sqrt(1 + 1 / n) if n else 0.0
    row = {"scale": "log" if logs else "relative", "count": n, "bias": share(b) if n else None,
           "bias_by_value": float((f - a).sum() / a.sum()) if a.sum() > 0 else None,
           "wape": float(np.abs(a - f).sum() / a.sum()) if a.sum() > 0 else None,
           "mape": float(np.mean(np.abs(a - f)[a > 0] / a[a > 0])) if np.any(a > 0) else None,
           "zero_actuals": int((a == 0).sum()), "centre": centre, "history_low": None}
    if n >= 3:
        t = stats.t.ppf(0.9, n - 1)
        low, high = stats.t.interval(0.95, n - 1, loc=b, scale=s / math.sqrt(n))
        row["bias_low"], row["bias_high"] = share(low), share(high)
        row["verdict"] = "optimism" if high < 0 else "caution" if low > 0 else "noise"
        if logs:
            row["history_low"], row["history_high"] = centre * math.exp(-t * spread), centre * math.exp(t * spread)
        else:
            row["history_low"], row["history_high"] = max(centre - forecast * t * spread, 0), centre + forecast * t * spread
    for level, outside in ((80, 10), (90, 20)):
        k = (n + 1) // outside
        if k > 0:
            row[f"ordered_low_{level}"] = forecast * (1 + share(e[k - 1]))
            row[f"ordered_high_{level}"] = forecast * (1 + share(e[n - k]))
    if model:
        own = math.log(model[1] / model[0]) / (2 * SCORE)
        m = n if n >= 3 else 0
        sd = math.sqrt((6 * own ** 2 + m * spread ** 2) / (6 + m))
        row["blend_low"], row["blend_high"] = centre * math.exp(-SCORE * sd), centre * math.exp(SCORE * sd)
    if ranges:
        inside = sum(low <= actual <= high for (low, high), (_, actual) in zip(ranges, past))
        row["inside"] = inside
        row["inside_low"], row["inside_high"] = proportion_confint(inside, len(ranges), 0.05, method="beta")
    return row


# --------------------------------------------------------------------------
# Cases
# --------------------------------------------------------------------------

def series():
    rng, short = np.random.default_rng(20260331), np.random.default_rng(3)
    noise = lambda n, size: rng.normal(0, size, n)
    t = np.arange(72)
    wave = np.array([0.8, 0.9, 1.2, 0.85, 0.95, 1.25, 0.7, 0.75, 1.2, 0.9, 1.0, 1.5])
    cases = {
        "level of three years": 200_000 + noise(36, 15_000),
        "trend of two and a half years": 100_000 + 3_000 * t[:30] + noise(30, 8_000),
        "season of two years": 150_000 * wave[t[:24] % 12] * np.exp(noise(24, 0.08)),
        "season of five years": 150_000 * wave[t[:60] % 12] * np.exp(noise(60, 0.1)),
        "trend and season of four years": (80_000 + 2_500 * t[:48]) * wave[t[:48] % 12] * np.exp(noise(48, 0.07)),
        "a weak season that is half believed": 100_000 * (1 + 0.15 * (wave[t[:40] % 12] - 1)) * np.exp(noise(40, 0.07)),
        "a walk without direction": 300_000 + np.cumsum(noise(40, 25_000)),
        "a short walk without direction": 300_000 + np.cumsum(short.normal(0, 25_000, 18)),
        "an outlier": np.where(t[:36] == 20, 900_000, 1) + 120_000 + noise(36, 9_000),
        "months without revenue": np.where(t[:36] % 4 == 1, 0, 90_000 + noise(36, 20_000)),
        "falling to nothing": np.maximum(240_000 - 9_500 * t[:26] + noise(26, 2_000), 0),
        "just twelve months": 60_000 + 1_500 * t[:12] + noise(12, 6_000),
        "twenty-three months have no season": 150_000 * wave[t[:23] % 12] * np.exp(noise(23, 0.05)),
        "eleven months": 70_000 + noise(11, 9_000),
        "four months": 50_000 + noise(4, 10_000),
        "three months": 50_000 + noise(3, 10_000),
        "one month": np.array([42_000.0]),
        # Half a year each: the earlier origins of two years know no season, and lose to naive.
        "two years with a high half": 200_000 + 100_000 * (t[:24] % 12 < 6) + 500 * t[:24] + noise(24, 4_000),
    }
    return {name: np.round(values, 2) for name, values in cases.items()}


def accuracy_cases():
    rng = np.random.default_rng(6)
    drawn = lambda n, bias, size: [(f, round(float(f * math.exp(bias + rng.normal(0, size))), 2))
                                   for f in np.round(rng.uniform(80_000, 200_000, n), -2).tolist()]
    return {
        "no past": ([], None, None),
        "two quarters": (drawn(2, 0, 0.2), (80_000, 125_000), None),
        "three quarters": (drawn(3, -0.1, 0.2), (80_000, 125_000), None),
        "six optimistic quarters": (drawn(6, -0.25, 0.1), (85_000, 115_000), None),
        "eight quarters of noise with ranges": (drawn(8, 0, 0.2), (80_000, 125_000), 0.25),
        "nine quarters": (drawn(9, 0.05, 0.15), None, 0.1),
        "nineteen months": (drawn(19, 0.2, 0.15), (70_000, 140_000), 0.2),
        "thirty months": (drawn(30, -0.05, 0.3), (70_000, 140_000), 0.4),
        "a quarter without revenue": (drawn(5, 0, 0.2) + [(90_000.0, 0.0)], None, None),
        "forecasts of nothing are left out": (drawn(4, 0, 0.2) + [(0.0, 10_000.0)], None, None),
    }


# --------------------------------------------------------------------------
# Checks against statsmodels
# --------------------------------------------------------------------------

def check_peers(name, values):
    """Largest relative difference of level and forecasts from statsmodels with our parameters."""
    *_, (flat, alpha, level, holt) = ensemble(values, 3)
    first, _ = least_squares(SimpleErrors(flat, alpha))
    peer = SimpleExpSmoothing(flat, initialization_method="known", initial_level=first[0])
    worst = abs(peer.fit(smoothing_level=alpha, optimized=False).forecast(1)[0] / level - 1)
    _, (a, b, phi), (l0, b0), _ = holt
    peer = Holt(flat, damped_trend=True, initialization_method="known", initial_level=l0, initial_trend=b0)
    fit = peer.fit(smoothing_level=a, smoothing_trend=b, damping_trend=phi, optimized=False)
    own = np.array([damped_ahead(holt, h) for h in (1, 2, 3)])
    return max(worst, float(np.max(np.abs(fit.forecast(3) / own - 1))))


# --------------------------------------------------------------------------
# Files
# --------------------------------------------------------------------------

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


def write(name, columns, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows([[cell(row.get(column)) for column in columns] for row in rows])
    print(f"{name} written")


def history_rows():
    for name, values in series().items():
        row = baseline(values, 14)
        yield {"case": name, "values": list(values), **row}


def accuracy_rows():
    for name, (past, model, width) in accuracy_cases().items():
        ranges = [(round(f * (1 - width), 2), round(f * (1 + width), 2)) for f, _ in past] if width else None
        row = judge(past, 100_000.0, model, ranges)
        yield {"case": name, "forecasts": [f for f, _ in past], "actuals": [a for _, a in past],
               "lows": [low for low, _ in ranges or []], "highs": [high for _, high in ranges or []],
               "forecast": 100_000, "model_low": model and model[0], "model_high": model and model[1], **row}


def limit_rows():
    for dof in (1, 2, 3, 5, 8, 11, 29, 100, 1000):
        for p in (0.6, 0.9, 0.95, 0.975, 0.999):
            yield {"kind": "student", "a": dof, "b": p, "low": float(stats.t.ppf(p, dof))}
    for hits, trials in ((0, 1), (1, 1), (3, 4), (8, 10), (39, 49), (0, 30), (500, 1000)):
        low, high = proportion_confint(hits, trials, 0.05, method="beta")
        yield {"kind": "binomial", "a": hits, "b": trials, "low": low, "high": high}


def main():
    write("history.csv", ["case", "values", "method", "expected", "low", "high", "reliability", "factors",
                          "origins", "mae_ensemble", "mae_blend", "mae_naive", "mae_mixed",
                          "mae_seasonal"], history_rows())
    write("accuracy.csv", ["case", "forecasts", "actuals", "lows", "highs", "forecast", "model_low", "model_high",
                           "scale", "count", "bias", "bias_by_value", "bias_low", "bias_high", "verdict", "wape",
                           "mape", "zero_actuals", "inside", "inside_low", "inside_high", "centre", "history_low",
                           "history_high", "ordered_low_80", "ordered_high_80", "ordered_low_90",
                           "ordered_high_90", "blend_low", "blend_high"], accuracy_rows())
    write("limits.csv", ["kind", "a", "b", "low", "high"], limit_rows())
    worst = {name: check_peers(name, values) for name, values in series().items() if len(values) >= 12}
    name = max(worst, key=worst.get)
    print(f"statsmodels differs by at most {worst[name]:.1e} ({name})")
    assert worst[name] < 1e-8


if __name__ == "__main__":
    main()
