"""How the gain of music moves: its fades, and how a bed gives way under speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quotecast.model import Clip, Timeline

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Curve = npt.NDArray[np.float32]

ATTACK_MS: Final = 400
"""A bed begins to give way this long before a voice is heard."""

RELEASE_MS: Final = 900
"""And takes this long to come back."""

SHORTEST_SWELL_MS: Final = 2500
"""Between voices closer than this a bed stays down: it would pump with every sentence."""


def speech(timeline: Timeline) -> list[tuple[int, int]]:
    """Stretches of speech in ms, those joined between which a bed does not come back."""
    stretches: list[tuple[int, int]] = []
    for clip in sorted(timeline.clips, key=lambda clip: clip.start_ms):
        if clip.track != "voice":
            continue
        if stretches and clip.start_ms - stretches[-1][1] < SHORTEST_SWELL_MS:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], clip.end_ms))
        else:
            stretches.append((clip.start_ms, clip.end_ms))
    return stretches


class Ducking:
    """The gain curves of a timeline's music."""

    def __init__(self, timeline: Timeline) -> None:
        import numpy as np

        corners = [
            corner
            for start, end in speech(timeline)
            for corner in ((start - ATTACK_MS, 0), (start, 1), (end, 1), (end + RELEASE_MS, 0))
        ]
        self._times = np.array([time for time, _ in corners], np.float64)
        self._depths = np.array([depth for _, depth in corners], np.float64)

    def gain(self, clip: Clip, first: int, last: int, rate: int) -> Curve:
        """Linear gain of a music clip for frames ``first`` to ``last`` of the mix.

        One value for each frame, or a single one where the gain does not move.
        """
        import numpy as np

        clock = np.arange(first, last) * (1000 / rate)
        curve = np.full(1, 10 ** (clip.gain_mb / 2000))
        if clip.duck_mb and len(self._times):
            down = 10 ** (-clip.duck_mb / 2000)
            where = clock if self._moves(clock[0], clock[-1]) else clock[:1]
            curve = curve * (1 + (down - 1) * np.interp(where, self._times, self._depths))
        fade_in, fade_out = fades(clip)
        if clock[0] < clip.start_ms + fade_in or clock[-1] > clip.end_ms - fade_out:
            corners = [0, fade_in, clip.duration_ms - fade_out, clip.duration_ms]
            levels = [0.0 if fade_in else 1.0, 1.0, 1.0, 0.0 if fade_out else 1.0]
            curve = curve * np.interp(clock - clip.start_ms, corners, levels)
        return curve.astype(np.float32)

    def _moves(self, start: float, end: float) -> bool:
        """Whether the depth changes between two times."""
        import numpy as np

        near = slice(
            max(0, int(np.searchsorted(self._times, start, "right")) - 1),
            int(np.searchsorted(self._times, end)) + 1,
        )
        return len(set(self._depths[near].tolist())) > 1


def fades(clip: Clip) -> tuple[int, int]:
    """Fade in and out of a clip in ms, shortened together where they would overlap."""
    wanted = clip.fade_in_ms + clip.fade_out_ms
    if wanted <= clip.duration_ms:
        return clip.fade_in_ms, clip.fade_out_ms
    fade_in = clip.fade_in_ms * clip.duration_ms // wanted
    return fade_in, clip.duration_ms - fade_in
