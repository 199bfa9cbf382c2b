#!/bin/sh
# Makes a throw-away Python environment with the trainers that the rl benchmark is measured beside, outside of the repository,
# and prints its interpreter. CPython 3.11 or later; PyTorch brings about 3 GB.
#
#   sh bench/peers/rl-peers.sh [FOLDER]
#   npm run -s bench -- rl --python FOLDER/bin/python
set -eu
folder=${1:-$(mktemp -d)/rl-peers}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet torch==2.13.0 gymnasium==1.4.0 tensorboard==2.21.0 >&2
# Each by itself: what one cannot be had for must not take the others away.
"$folder/bin/pip" install --quiet stable-baselines3==2.9.2 >&2 || echo 'stable-baselines3 could not be installed' >&2
"$folder/bin/pip" install --quiet jax==0.10.2 >&2 || echo 'jax could not be installed' >&2
echo "$folder/bin/python"
