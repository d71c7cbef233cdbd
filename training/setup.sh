#!/bin/sh
# The training environment: Python 3.11 with torch's CPU build. Kept apart from the product's.
set -eu
cd "$(dirname "$0")"
if [ ! -x .venv/bin/python ]; then
    python=$(command -v python3.11 || true)
    if [ -z "$python" ]; then
        echo "Training needs Python 3.11 (python3.11 on the PATH). The product itself does not." >&2
        exit 1
    fi
    "$python" -m venv .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
