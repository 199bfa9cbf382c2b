"""Writes vectors.json: a made-up returns matrix and what other packages compute from it.

    pip install numpy pandas scipy scikit-learn PyPortfolioOpt skfolio riskfolio-lib cvxpy
    python make-vectors.py > vectors.json
"""
import importlib.metadata as metadata
import json
import warnings

import cvxpy as cp
import numpy as np
import pandas as pd
from pypfopt import BlackLittermanModel, CovarianceShrinkage, EfficientCVaR, EfficientFrontier, HRPOpt
from pypfopt.black_litterman import market_implied_prior_returns
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.covariance import LedoitWolf
from skfolio import RiskMeasure
from skfolio.moments import ShrunkMu, ShrunkMuMethods
from skfolio.optimization import MeanRisk, ObjectiveFunction, RiskBudgeting
import riskfolio

warnings.filterwarnings("ignore")

names = ["ADA", "BTC", "DOGE", "ETH", "LINK", "SOL", "XMR", "XRP"]
ids = [f"demo:{name}/USDT" for name in names]
rng = np.random.default_rng(20261122)
rows, count = 120, len(ids)
market = rng.standard_t(5, rows) * 0.022
own = rng.standard_t(6, (rows, count)) * np.array([0.03, 0.008, 0.045, 0.014, 0.028, 0.033, 0.02, 0.026])
beta = np.array([1.2, 1.0, 1.4, 1.15, 1.2, 1.35, 0.4, 0.9])
drift = np.array([0.001, 0.002, 0.0005, 0.0025, 0.001, 0.004, 0.0015, -0.001])
X = np.round(drift + market[:, None] * beta + own, 5)
frame = pd.DataFrame(X, columns=ids)
S = np.cov(X, rowvar=False)
mu = X.mean(axis=0)


def by_id(weights):
    return {key: float(value) for key, value in dict(weights).items()}


def listed(values):
    return [float(value) for value in np.asarray(values).ravel()]


lw = LedoitWolf().fit(X)

prices = pd.concat([pd.DataFrame([[1.0] * count], columns=ids), (1 + frame).cumprod()], ignore_index=True)
honey = CovarianceShrinkage(prices, frequency=1)
# PyPortfolioOpt mixes the divisor n − 1 into formulas that the paper states with n; this undoes it.
honey.S = np.cov(honey.X, rowvar=False, ddof=0)
honey_matrix, honey_delta = honey._ledoit_wolf_constant_correlation()

decay = 0.94
ages = decay ** np.arange(rows - 1, -1, -1)
ages /= ages.sum()
ewma_zero = (X * ages[:, None]).T @ X
ewma_weighted = frame.ewm(alpha=1 - decay, adjust=True).cov(bias=True).iloc[-count:].values


def shrunk(method, weighted):
    model = ShrunkMu(method=method, vol_weighted_target=weighted).fit(X)
    return {"means": listed(model.mu_), "shrinkage": float(model.beta_)}


def solve(objective, constraints):
    cp.Problem(objective, constraints).solve(solver=cp.CLARABEL, tol_gap_abs=1e-14, tol_gap_rel=1e-14, tol_feas=1e-13)


def frontier(**bounds):
    return EfficientFrontier(pd.Series(mu, ids), pd.DataFrame(S, ids, ids), solver="CLARABEL", solver_options={"tol_gap_abs": 1e-13, "tol_gap_rel": 1e-13}, **bounds)


low = frontier()
low.min_volatility()
capped = frontier(weight_bounds=(0.02, 0.3))
capped.add_sector_constraints(
    {key: ("majors" if key in (ids[1], ids[3]) else "rest") for key in ids}, {"rest": 0.5}, {"majors": 0.4}
)
capped.min_volatility()
target = frontier()
target.efficient_return(0.0025)
tangency = frontier()
tangency.max_sharpe(risk_free_rate=0.0002)

held = np.full(count, 1 / count)
w = cp.Variable(count)
utility = mu @ w - 2.0 / 2 * cp.quad_form(w, cp.psd_wrap(S)) - 0.001 * cp.norm1(w - held)
solve(cp.Maximize(utility), [cp.sum(w) == 1, w >= 0, cp.norm1(w - held) <= 0.6])
costly = w.value.copy()

parity = RiskBudgeting(risk_measure=RiskMeasure.VARIANCE).fit(X)
port = riskfolio.Portfolio(returns=frame)
port.assets_stats(method_mu="hist", method_cov="hist")
budgets = np.array([1, 3, 1, 3, 1, 1, 2, 1]) / 13
ccd = port.rp_optimization(model="Classic", rm="MV", rf=0, b=budgets.reshape(-1, 1), hist=True)


# Sixteen instruments of four kinds, for a tree with some depth.
kinds = rng.integers(0, 4, 16)
factors = rng.normal(size=(16, 4)) * 0.3 + np.eye(4)[kinds] + 0.4
forest = factors @ factors.T + np.diag(rng.uniform(0.2, 2, 16))
forest = np.round(forest * np.outer(s := rng.uniform(0.5, 2, 16), s), 6)
forest_ids = [f"demo:A{place:02}/USDT" for place in range(16)]


def hrp(distance, method):
    """HRPOpt's own last step on the order of scipy's tree; HRPOpt itself rounds correlations of a given matrix."""
    deviations = np.sqrt(np.diag(forest))
    near = np.sqrt(np.clip((1 - forest / np.outer(deviations, deviations)) / 2, 0, 1))
    np.fill_diagonal(near, 0)
    order = leaves_list(linkage(squareform(near, checks=False) if distance == "correlation" else pdist(near), method))
    table = pd.DataFrame(forest, forest_ids, forest_ids)
    return by_id(HRPOpt._raw_hrp_allocation(table, [forest_ids[place] for place in order])[forest_ids])


tail = EfficientCVaR(mu, frame, beta=0.9)
tail.min_cvar()
budget_limit = 0.05
tail_budget = EfficientCVaR(mu, frame, beta=0.9)
tail_budget.efficient_risk(budget_limit)

market_weights = np.array([0.04, 0.5, 0.03, 0.25, 0.03, 0.07, 0.02, 0.06])
pi = market_implied_prior_returns(dict(zip(ids, market_weights)), 2.5, pd.DataFrame(S, ids, ids), risk_free_rate=0)
P = np.zeros((2, count))
P[0, 3], P[0, 1] = 1, -1
P[1, 5] = 1
bl = BlackLittermanModel(
    pd.DataFrame(S, ids, ids), pi=pi.values, P=P, Q=np.array([0.002, 0.006]), omega="idzorek",
    view_confidences=[0.7, 0.25], tau=0.05, risk_aversion=2.5,
)

print(json.dumps({
    "made": "numpy default_rng(20261122), Student t; see make-vectors.py",
    "versions": {name: metadata.version(name) for name in
                 ["numpy", "pandas", "scipy", "scikit-learn", "PyPortfolioOpt", "skfolio", "riskfolio-lib", "cvxpy", "clarabel"]},
    "ids": ids,
    "returns": {key: listed(frame[key]) for key in ids},
    "matrices": {
    "sampleCovariance": {"by": "numpy.cov", "matrix": S.tolist()},
    "ledoitWolf": {"by": "sklearn.covariance.LedoitWolf", "shrinkage": float(lw.shrinkage_), "matrix": lw.covariance_.tolist()},
    "ledoitWolfConstantCorrelation": {
        "by": "pypfopt.CovarianceShrinkage with divisor n", "shrinkage": float(honey_delta), "matrix": np.asarray(honey_matrix).tolist()},
    "ewmaZero": {"by": "numpy", "matrix": ewma_zero.tolist()},
    "ewmaWeighted": {"by": "pandas ewm.cov(bias=True)", "matrix": ewma_weighted.tolist()},
    },
    "bayesStein": {"by": "skfolio.ShrunkMu", **shrunk(ShrunkMuMethods.BAYES_STEIN, True)},
    "weights": {
    "minimumVariance": {"by": "pypfopt.EfficientFrontier", "weights": by_id(zip(ids, low.weights))},
    "minimumVarianceLimits": {"by": "pypfopt.EfficientFrontier", "weights": by_id(zip(ids, capped.weights))},
    "targetReturn": {"by": "pypfopt.EfficientFrontier", "weights": by_id(zip(ids, target.weights))},
    "maximumSharpe": {"by": "pypfopt.EfficientFrontier", "weights": by_id(zip(ids, tangency.weights))},
    "costlyUtility": {"by": "cvxpy with Clarabel", "weights": by_id(zip(ids, costly))},
    "equalRiskContribution": {"by": "skfolio.RiskBudgeting", "weights": by_id(zip(ids, parity.weights_))},
    "riskBudgeting": {"by": "riskfolio.Portfolio.rp_optimization", "weights": by_id(zip(ids, ccd["weights"]))},
    "hierarchicalByReturns": {"by": "pypfopt.HRPOpt", "weights": by_id(HRPOpt(frame).optimize(linkage_method="single"))},
    "minimumConditionalValueAtRisk": {"by": "pypfopt.EfficientCVaR", "weights": by_id(zip(ids, tail.weights))},
    "conditionalValueAtRiskBudget": {"by": "pypfopt.EfficientCVaR", "weights": by_id(zip(ids, tail_budget.weights))},
    },
    "forest": {"ids": forest_ids, "matrix": forest.tolist()},
    "hierarchical": {f"{distance}-{method}": hrp(distance, method)
                     for distance in ["correlation", "euclidean"] for method in ["single", "complete", "average", "ward"]},
    "blackLitterman": {"by": "pypfopt.BlackLittermanModel", "equilibrium": listed(pi), "means": listed(bl.bl_returns()),
                       "matrix": np.asarray(bl.bl_cov()).tolist()},
}))
