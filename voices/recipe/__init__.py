"""How the house voices are made: teachers speak, features are taken, two networks learn.

The steps, in order: ``teachers`` (sentences to speech), ``features`` (speech to phonemes,
spectrogram and pitch), ``align`` (how long each phoneme lasts), ``train_acoustic``
(phonemes to spectrogram), ``train_vocoder`` (spectrogram to waveform), ``export`` (the pack).
``python -m voices.recipe`` runs them all; each can be stopped and started again.
"""
