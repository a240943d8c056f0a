"""A tiny but real Coqui model: VITS with two speakers and generated weights, about 1 MB.

What it says is noise; loading it, its faults, timings and seeds are those of a full one. For
benchmarks it can be made at the full size of Coqui's VCTK model, 159 MB.
"""

from __future__ import annotations

import json
from pathlib import Path

SPEAKERS = ("p1", "p2")
ALL_SPEAKERS = tuple(f"p{number}" for number in range(1, 110))
"""As many as VCTK has."""

TINY = {
    "speaker_embedding_channels": 16,
    "hidden_channels": 16,
    "hidden_channels_ffn_text_encoder": 32,
    "num_heads_text_encoder": 2,
    "num_layers_text_encoder": 2,
    "num_layers_posterior_encoder": 2,
    "num_layers_flow": 2,
    "upsample_initial_channel_decoder": 32,
}


def make_vits(folder: Path, *, full_size: bool = False) -> Path:
    """Write config.json, model.pth and speakers.json into ``folder``."""
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    import torch
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import Vits, VitsArgs

    from quotecast.engines import espeak

    espeak.register()
    folder.mkdir(parents=True, exist_ok=True)
    speakers = folder / "speakers.json"
    names = ALL_SPEAKERS if full_size else SPEAKERS
    speakers.write_text(json.dumps({name: number for number, name in enumerate(names)}))
    arguments = VitsArgs(
        use_speaker_embedding=True,
        speakers_file=str(speakers),
        init_discriminator=False,
        **({} if full_size else TINY),
    )
    config = VitsConfig(
        model_args=arguments,
        use_phonemes=True,
        phonemizer="espeak",
        phoneme_language="en-us",
        text_cleaner="phoneme_cleaners",
        add_blank=True,
        use_speaker_embedding=True,
        speakers_file=str(speakers),
    )
    config.audio.do_trim_silence = False  # noise has no silence at its ends to be found
    torch.manual_seed(7)
    model = Vits(config)
    config.speakers_file = config.model_args.speakers_file = "speakers.json"
    config.save_json(str(folder / "config.json"))
    torch.save({"model": model.state_dict()}, folder / "model.pth")
    return folder
