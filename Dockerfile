# deckbuild with all its extras, a browser, and fonts for most scripts. docs/ci.md says how to use it.
FROM python:3.12-slim-trixie AS wheel
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir hatchling && python -m hatchling build --target wheel --directory /wheel

FROM python:3.12-slim-trixie
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        chromium git fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*
COPY --from=wheel /wheel /wheel
COPY constraints.txt /wheel/
RUN wheel=$(echo /wheel/*.whl) \
    && pip install --no-cache-dir --constraint /wheel/constraints.txt "$wheel[browser,charts,citations,diagrams,images]" \
    && rm -r /wheel
ENV PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
WORKDIR /slides
ENTRYPOINT ["deckbuild"]
CMD ["build"]
