FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY pipeline pipeline
COPY models models
RUN python -m venv /opt/edufakta \
    && /opt/edufakta/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.12-slim-bookworm
COPY --from=build /opt/edufakta /opt/edufakta
RUN useradd --create-home --uid 1000 edufakta
USER 1000
WORKDIR /work
ENV PATH=/opt/edufakta/bin:$PATH OMP_WAIT_POLICY=PASSIVE
ENTRYPOINT ["edufakta"]
CMD ["--help"]
