"""A look-ahead true-peak limiter whose outcome is known before anything is encoded.

Peaks are looked for at four times the rate (BS.1770's true peak), and interpolated only where
one above the ceiling is possible. The gain goes down within :data:`ATTACK_MS` before a peak
and comes back at a steady :data:`RELEASE_MB` a millisecond; where nothing is too high the sound
passes untouched. Gains are worked out for groups of 16 frames and drawn as straight
lines between them, so that asking "how loud would it be with this gain?" costs a fraction of
an encoding: ffmpeg's limiter had to be tried, encoded and measured up to four times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quotecast.meter import Profile
from quotecast.truepeak import GROUP, group_peaks
from quotecast.wavfile import read_frames, read_info

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Values = npt.NDArray[np.float64]

BLOCK_GROUPS: Final = 1 << 12
"""Groups worked on at once: 1.5 s at 44.1 kHz."""

ATTACK_MS: Final = 5
RELEASE_MB: Final = 7.5
"""Hundredths of a decibel that the gain comes back in a millisecond: 6 dB in 80 ms."""

BEFORE: Final = 2
"""Groups read before a block: what interpolation needs of the past."""

AFTER: Final = 4
"""Groups read after a block, beside those of the attack."""

SAMPLED_BLOCKS: Final = 200
"""Blocks that stand for all when loudness is reckoned: five minutes from all over the mix."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the mix and what surrounds it."""

    first: int
    """Number of the block's first group."""
    groups: int
    samples: Samples
    """Shape [frames, channels]: ``BEFORE`` groups, the block, and what the attack sees."""
    frames: int
    """Frames of the block that the file really has."""
    over: Values
    """True peak of each group, loudest channel, from the one before the block on, in
    hundredths of a decibel above the ceiling; right where a gain asked for needs it."""

    @property
    def sound(self) -> Samples:
        """The block itself."""
        return self.samples[BEFORE * GROUP :][: self.groups * GROUP]


class Limiter:
    """Gain, then limiting, of a 16-bit WAV file, in bounded memory.

    Args:
        wav: the file.
        ceiling: what no true peak may exceed, as a factor of full scale.
    """

    def __init__(self, wav: Path, ceiling: float) -> None:
        self._wav, self._info, self._ceiling = wav, read_info(wav), ceiling
        rate = self._info.sample_rate
        self._attack = -(-ATTACK_MS * rate // (1000 * GROUP))
        self._release = RELEASE_MB * 1000 * GROUP / rate

    def loudness_after(self, gains_mb: Sequence[int], profile: Profile) -> list[int]:
        """How loud the file would be, in hundredths of LUFS, with each of some gains.

        Reckoned from the energy of every tenth of a second: as the mix has it, weighted, and
        lessened by what the limiter takes from it. Exact to 0.02 LU where every block is
        looked at (five minutes); tenths of a second in other blocks lose the average.

        Args:
            gains_mb: hundredths of a decibel.
            profile: of the same file.
        """
        import numpy as np

        steps, step = len(profile.energies), round(self._info.sample_rate / 10)
        before = np.zeros(steps + 1)
        after = np.zeros((len(gains_mb), steps + 1))
        for piece in self._pieces(max(gains_mb), self._sampled()):
            flat = piece.sound.reshape(piece.groups, -1)
            energy = np.einsum("ij,ij->i", flat, flat)
            where = np.minimum((np.arange(piece.groups) + piece.first) * GROUP // step, steps)
            start, end = where[0], where[-1] + 1
            before[start:end] += np.bincount(where - start, energy)
            for number, gain in enumerate(gains_mb):
                lowered = self._curve().nodes(np.maximum(piece.over + gain, 0))
                kept = energy if lowered is None else energy * 10 ** (lowered[:-1] / -1000)
                after[number, start:end] += np.bincount(where - start, kept)
        average = after.sum(axis=1, keepdims=True) / max(before.sum(), 1e-12)
        share = np.divide(after, before, out=average.repeat(steps + 1, 1), where=before > 0)
        return [
            profile.changed(share[number, :steps] * 10 ** (gain / 1000))
            for number, gain in enumerate(gains_mb)
        ]

    def _sampled(self) -> range:
        """First groups of the blocks that stand for all."""
        every = -(-self._info.frames // GROUP)
        blocks = -(-every // BLOCK_GROUPS)
        return range(0, every, BLOCK_GROUPS * -(-blocks // SAMPLED_BLOCKS))

    def blocks(self, gain_mb: int) -> Iterator[Samples]:
        """The file with gain and limiter, piece by piece, shape [frames, channels]."""
        import numpy as np

        factor = np.float32(10 ** (gain_mb / 2000))
        between = (np.arange(GROUP, dtype=np.float32) / GROUP)[None, :]
        curve = self._curve()
        every = range(0, -(-self._info.frames // GROUP), BLOCK_GROUPS)
        for piece in self._pieces(gain_mb, every):
            sound = piece.sound * factor
            lowered = curve.nodes(np.maximum(piece.over + gain_mb, 0))
            if lowered is not None:
                gains = (10 ** (lowered / -2000)).astype(np.float32)
                line = gains[:-1, None] + np.diff(gains)[:, None] * between
                sound *= line.reshape(-1, 1)
            yield sound[: piece.frames]

    def _curve(self) -> _Curve:
        return _Curve(self._attack, self._release)

    def _pieces(self, loudest_mb: int, firsts: range) -> Iterator[Piece]:
        """Blocks by their first groups; peaks are exact where they matter up to this gain."""
        import numpy as np

        info, ahead = self._info, self._attack + AFTER
        threshold = self._ceiling / 10 ** (loudest_mb / 2000)
        every = -(-info.frames // GROUP)
        with self._wav.open("rb") as file:
            for first in firsts:
                groups = min(BLOCK_GROUPS, every - first)
                start, length = (first - BEFORE) * GROUP, (BEFORE + groups + ahead) * GROUP
                missing = max(0, -start)
                data = read_frames(file, info, start + missing, length - missing)
                ints = np.frombuffer(data, "<i2").reshape(-1, info.channels)
                samples = np.zeros((length, info.channels), np.float32)
                samples[missing : missing + len(ints)] = ints
                samples /= np.float32(1 << 15)
                peaks = np.zeros(groups + self._attack + 3, np.float32)
                for channel in range(info.channels):
                    line = samples[:, channel]
                    np.maximum(peaks, group_peaks(line, len(peaks), threshold), out=peaks)
                frames = min(groups * GROUP, info.frames - first * GROUP)
                yield Piece(first, groups, samples, frames, self._over(peaks))

    def _over(self, peaks: Samples) -> Values:
        """Peaks in hundredths of a decibel above the ceiling."""
        import numpy as np

        levels = 2000 * np.log10(np.maximum(peaks / np.float32(self._ceiling), 1e-9))
        # Rounded up: the last bits of a sum differ between processors, its hundredths do not.
        over: Values = np.ceil(np.round(levels.astype(np.float64), 2))
        return over


class _Curve:
    """How far the gain is down, from group to group; it goes on from block to block."""

    def __init__(self, attack: int, release: float) -> None:
        self._attack, self._release = attack, release
        self._past: Values | None = None
        """The last values before averaging, as many as the attack is long."""

    def nodes(self, required: Values) -> Values | None:
        """The reduction at the start of every group and at the block's end.

        Args:
            required: what each group needs, from the one before the block to ``attack + 1``
                groups after its last, in hundredths of a decibel, 0 or more.

        Returns:
            One value more than the block has groups, hundredths of a decibel; None when the
            block passes untouched. Never less than required at any frame: each value is a
            mean of values that all have seen the groups on both sides of it.
        """
        import numpy as np

        attack = self._attack
        count = len(required) - attack - 2
        past = np.zeros(attack) if self._past is None else self._past
        if not required.any() and not past.any():
            self._past = past
            return None
        held = _highest_ahead(required, attack + 3)
        if self._past is None:
            past = np.full(attack, held[0])
        held[0] = max(held[0], past[-1] - self._release)
        ramp = self._release * np.arange(count)
        falling = np.maximum(np.maximum.accumulate(held + ramp) - ramp, 0)
        joined = np.concatenate([past, falling])
        self._past = joined[count - 1 : count - 1 + attack]
        sums = np.cumsum(np.concatenate([[0.0], joined]))
        lowered: Values = (sums[attack + 1 :] - sums[: -attack - 1]) / (attack + 1)
        return lowered


def _highest_ahead(values: Values, width: int) -> Values:
    """The highest of each ``width`` values in a row."""
    import numpy as np

    seen = 1
    while seen < width:
        more = min(seen, width - seen)
        values = np.maximum(values[:-more], values[more:])
        seen += more
    return values
