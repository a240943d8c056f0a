# Quotecast on a CPU. The studio is a volume; every verb of `quotecast` is an argument.
#
#   docker build -t quotecast --build-arg PIP_ARGS='--extra-index-url …' .
#   docker run --rm -v "$PWD:/studio" quotecast batch articles/
#
# PIP_ARGS names the wheel index of CPU builds that pytorch.org tells; without it pip takes the
# CUDA build, which runs on a CPU too and is 4 GB larger. See docs/night-shift.md.
ARG PYTHON=3.12

# What it needs, by version and hash; torch by version.
FROM python:${PYTHON}-slim-bookworm AS installed
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# "requirements.lock requirements-cluster.lock" for --on ray.
ARG LOCKS=requirements.lock
ARG PIP_ARGS=
WORKDIR /source
RUN python -m venv /opt/quotecast
COPY requirements.lock requirements-cluster.lock requirements-torch.txt ./
RUN for lock in ${LOCKS}; do \
      /opt/quotecast/bin/pip install ${PIP_ARGS} --require-hashes --no-deps -r "${lock}" || exit 1; \
    done
RUN /opt/quotecast/bin/pip install ${PIP_ARGS} -r requirements-torch.txt

# The package as a wheel, built with what requirements-dev.lock pins.
FROM installed AS wheel
COPY requirements-dev.lock ./
RUN /opt/quotecast/bin/pip install --require-hashes --no-deps -r requirements-dev.lock
COPY pyproject.toml README.md LICENSE podcast.toml ./
COPY quotecast quotecast
COPY voices voices
COPY scripts/han.txt scripts/han.txt
RUN /opt/quotecast/bin/pip wheel --no-deps --no-build-isolation -w /wheels .

FROM installed AS ready
COPY --from=wheel /wheels /wheels
RUN /opt/quotecast/bin/pip install --no-deps /wheels/*.whl

FROM python:${PYTHON}-slim-bookworm
RUN useradd --uid 10001 --create-home quotecast \
    && install -d -o quotecast -g quotecast /studio
COPY --from=ready /opt/quotecast /opt/quotecast
# One thread: the same line has the same samples, and more jobs use the cores better.
ENV PATH=/opt/quotecast/bin:${PATH} QUOTECAST_STUDIO=/studio PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1
USER 10001
WORKDIR /studio
VOLUME /studio
ENTRYPOINT ["quotecast"]
CMD ["--help"]
