"""Gunicorn: a few processes with a few threads each; every number can be set in the environment."""

import os

wsgi_app = "config.wsgi:application"
pythonpath = "site"
bind = os.environ.get("BIND", "0.0.0.0:8000")

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = int(os.environ.get("WEB_TIMEOUT", "60"))  # an upload of 25 MB over a slow line
graceful_timeout = 30
keepalive = 5

# A worker starts afresh now and then, so that slow leaks of memory stay small.
max_requests = 2000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"

# nginx stands in front and says whether the visitor came by https.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = "-"
errorlog = "-"
