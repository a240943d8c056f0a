"""The recipe of the house voices runs from text to a pack that speaks, on a few sentences."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quotecast.engines.coqui_model import CoquiModel
from quotecast.engines.files import look_into
from quotecast.engines.interface import Request
from quotecast.model import Voice

_ROOT = Path(__file__).resolve().parents[2]
_MISSING = [
    *(program for program in ("RHVoice-test", "flite") if shutil.which(program) is None),
    *(module for module in ("pyworld",) if importlib.util.find_spec(module) is None),
]


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.skipif(bool(_MISSING), reason=f"needs {', '.join(_MISSING)}")
def test_a_slice_of_the_recipe_makes_a_pack_that_speaks(tmp_path: Path) -> None:
    work, pack = tmp_path / "work", tmp_path / "pack"
    steps = ["teachers", "features", "align", "acoustic", "sharpen", "predict", "vocoder"]
    command = [
        sys.executable, "-W", "ignore", "-m", "voices.recipe", *steps, "export",
        "--work", str(work), "--pack", str(pack), "--slice", "6",
        "--minutes", "0.05", "--align-minutes", "0.05", "--sharpen-minutes", "0.05",
    ]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT)}
    for _ in range(2):  # the second time everything is there, and taken up again
        done = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
    assert (pack / "vocoder.pth").exists()
    voice = Voice("adam", "Adam", "coqui", speaker="bdl")
    speech = CoquiModel.load(look_into(pack), voice).say(Request("Nobody asked.", voice, 1))
    assert len(speech.samples) > 1000
