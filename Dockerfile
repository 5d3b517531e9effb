# The portal for a real installation: web, worker and beat run from this one image (docker-compose.yml).

# --- front-end assets, fetched by the lock file ---
FROM node:22-slim AS assets
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# --- Python packages, and what is compiled from the sources ---
FROM python:3.11-slim AS build
WORKDIR /portal
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes --only-binary :all: -r requirements.txt
COPY . .
COPY --from=assets /portal/node_modules ./node_modules
# collectstatic needs settings that load, not those of the installation
RUN python -c "import sys, pathlib; sys.path.insert(0, 'bin'); import assets; assets.build(pathlib.Path.cwd())" \
 && /venv/bin/python bin/fonts.py . \
 && /venv/bin/python bin/catalogues.py compile \
 && SECRET_KEY=only-while-building STATIC_ROOT=/static /venv/bin/python manage.py collectstatic --no-input \
 && rm -rf node_modules

# --- what runs ---
FROM python:3.11-slim
RUN useradd --create-home --uid 10001 portal \
 && mkdir -p /var/portal && chown portal:portal /var/portal
COPY --from=build /venv /venv
COPY --from=build /static /static
COPY --from=build /portal /portal
WORKDIR /portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/static SANDUQ_VAR=/var/portal
USER portal
VOLUME /var/portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
