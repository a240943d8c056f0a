"""Download a zoo model through Coqui's own manager, once its licence was seen."""

from __future__ import annotations

import logging
import os

from quotecast.engines.files import ModelFiles, look_into
from quotecast.engines.zoo import Entry, zoo_folder
from quotecast.errors import EngineError


def fetch(entry: Entry) -> ModelFiles:
    """Fetch a model and its vocoder; the caller has shown the licence and it was accepted.

    Raises:
        EngineError: no network, or the download is incomplete.
    """
    from quotecast.engines.compat import prepare_coqui

    prepare_coqui()
    from TTS.utils.manage import ModelManager

    # The manager asks on standard input whether a licence is accepted, where a night run
    # ends with EOFError: it was accepted before this was called.
    os.environ["COQUI_TOS_AGREED"] = "1"
    # It logs a traceback of what it raises as well; one clear line is made of it below.
    logging.getLogger("TTS").setLevel(logging.CRITICAL)
    manager = ModelManager(progress_bar=False)
    for name in filter(None, (entry.name, entry.vocoder)):
        folder = zoo_folder(name)
        try:
            manager.download_model(name)
        except Exception as fault:  # the manager raises what its HTTP libraries do
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()  # an empty folder would count as downloaded for ever
            raise EngineError(
                f"cannot download {name}: {type(fault).__name__}",
                f"copy the model's folder to {folder}, or choose a voice that is installed",
            ) from fault
    return look_into(zoo_folder(entry.name))
