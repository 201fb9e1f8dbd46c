"""Explains models that it gets as numbers with shap and lime, and prints what that took as JSON.

    python3 -m venv peers && peers/bin/pip install -r requirements.txt
    java -cp benchmarks/target/benchmarks.jar secant.peers.Compare --python peers/bin/python benchmarks/python/peers.py

Models are evaluated with numpy. The bare model answers as many rows, in turns with the explainer. A package that is not
installed is skipped with a line on standard error.

    python3 peers.py problems.json answers

prints what the models answer for the rows to explain, for whoever wants to check that they are the same ones.
"""

import json
import statistics
import sys
import time

try:
    import numpy as np
except ImportError:
    print("shap and lime for Python: skipped, since numpy is not installed", file=sys.stderr)
    print("[]")
    sys.exit(0)

ROUNDS = 3
SLOW = 5.0  # seconds: what takes longer is timed once
BATCH_CELLS = 32 * 1024
LIME_SAMPLES = 5000


def linear(model):
    slopes = np.array(model["slopes"])
    return lambda rows: np.asarray(rows, dtype=float) @ slopes


def forest(model):
    """All trees take a step at a time; a leaf is its own child."""
    size = max(len(tree["left"]) for tree in model["trees"])
    count = len(model["trees"])
    feature = np.zeros((count, size), dtype=np.int64)
    threshold = np.zeros((count, size))
    children = np.tile(np.arange(size)[None, :, None], (count, 1, 2))
    value = np.zeros((count, size))
    for t, tree in enumerate(model["trees"]):
        n = len(tree["left"])
        left = np.array(tree["left"])
        inner = left >= 0
        feature[t, :n] = tree["feature"]
        threshold[t, :n] = tree["threshold"]
        value[t, :n] = tree["value"]
        children[t, :n, 0] = np.where(inner, left, np.arange(n))
        children[t, :n, 1] = np.where(inner, tree["right"], np.arange(n))

    def depth(t):
        deep, level = 0, [0]
        while True:
            level = [c for node in level for c in children[t, node] if c != node]
            if not level:
                return deep
            deep += 1

    depths = [depth(t) for t in range(count)]

    def predict(rows):
        rows = np.asarray(rows, dtype=float)
        at = np.arange(len(rows))
        total = np.full(len(rows), model["start"])
        for t in range(count):
            node = np.zeros(len(rows), dtype=np.int64)
            for _ in range(depths[t]):
                right = ~(rows[at, feature[t, node]] <= threshold[t, node])
                node = children[t, node, right.astype(np.int64)]
            total += value[t, node]
        return total

    return predict


def network(model):
    layers = [(np.array(layer["weights"]), np.array(layer["biases"])) for layer in model["layers"]]

    def predict(rows):
        values = np.asarray(rows, dtype=float)
        for i, (weights, biases) in enumerate(layers):
            values = values @ weights.T + biases
            values = values if i == len(layers) - 1 else np.maximum(values, 0)
        return values[:, 0]

    return predict


def read_model(model):
    if "slopes" in model:
        return linear(model)
    return forest(model) if "trees" in model else network(model)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Counter:
    def __init__(self, predict):
        self.predict = predict
        self.rows = 0

    def __call__(self, rows):
        self.rows += len(rows)
        return self.predict(rows)


def measure(index, name, surrogate, prepare, predict, rows, background):
    """prepare(predict) gives a function that explains all rows."""
    counter = Counter(predict)
    counting = prepare(counter)
    counter.rows = 0
    values = counting()
    work = prepare(predict)
    size = max(1, BATCH_CELLS // rows.shape[1])
    batch = np.resize(background, (size, rows.shape[1]))

    def bare():
        for left in range(counter.rows, 0, -size):
            predict(batch[: min(size, left)])

    ratios, times = [], []
    rounds = ROUNDS
    while len(times) < rounds:
        base = timed(bare)
        took = timed(work)
        ratios.append(took / base)
        times.append(took)
        rounds = 1 if took > SLOW else ROUNDS
    return {
        "problem": index,
        "explainer": name,
        "surrogate": surrogate,
        "milliseconds": 1000 * statistics.median(times) / len(rows),
        "model_rows": counter.rows / len(rows),
        "overhead": statistics.median(ratios),
        "overhead_low": min(ratios),
        "overhead_high": max(ratios),
        "values": [list(map(float, row)) for row in values],
    }


def with_shap(index, problem, predict, rows, background):
    try:
        import shap
    except ImportError:
        print("shap for Python: skipped, since it is not installed", file=sys.stderr)
        return []

    def prepare(model):
        explainer = shap.KernelExplainer(model, background)
        budget = 2 * rows.shape[1] + 2048
        return lambda: explainer.shap_values(rows, nsamples=budget, l1_reg=0, silent=True)

    return [measure(index, "shap " + shap.__version__, False, prepare, predict, rows, background)]


def with_lime(index, problem, predict, rows, background):
    try:
        from lime.lime_tabular import LimeTabularExplainer
    except ImportError:
        print("lime for Python: skipped, since it is not installed", file=sys.stderr)
        return []

    def prepare(model):
        explainer = LimeTabularExplainer(background, mode="regression", random_state=0)

        def explain(row):
            found = explainer.explain_instance(row, model, num_features=len(row), num_samples=LIME_SAMPLES)
            values = np.zeros(len(row))
            for column, value in found.as_map()[1]:
                values[column] = value
            return values

        return lambda: [explain(row) for row in rows]

    return [measure(index, "lime", True, prepare, predict, rows, background)]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        problems = json.load(file)
    if sys.argv[2:] == ["answers"]:
        json.dump([[float(y) for y in read_model(p["model"])(np.array(p["rows"]))] for p in problems], sys.stdout)
        return
    found = []
    for index, problem in enumerate(problems):
        predict = read_model(problem["model"])
        rows = np.array(problem["rows"])
        background = np.array(problem["background"])
        found += with_shap(index, problem, predict, rows, background)
        found += with_lime(index, problem, predict, rows, background)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
