"""The one place that reads the environment; every setting of a machine comes through `env`."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

# Where the running site keeps what it writes: the SQLite file, media, collected static files.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
