"""Words a second of processor time."""

from __future__ import annotations

import time
from collections.abc import Sequence

from quoting.score import Case, as_article, naive, ours


def speed(cases: Sequence[Case], sizes: Sequence[int]) -> list[dict[str, float]]:
    """Words a second of processor time, ours and the naive way, at several lengths."""
    body = "\n\n".join(case.article.text.strip() for case in cases)
    words = len(body.split())
    rows = []
    for size in sizes:
        copies = max(1, round(size / words))
        text = "\n\n".join([body] * copies) if size > words else body[: len(body) * size // words]
        article = as_article(text, "speed")
        count = len(text.split())
        row: dict[str, float] = {"words": count}
        for name, way in (("ours", ours), ("naive", naive)):
            best = float("inf")
            for _ in range(3):
                began = time.process_time()
                way(article)
                best = min(best, time.process_time() - began)
            row[name] = count / max(best, 1e-9)
        rows.append(row)
    return rows
