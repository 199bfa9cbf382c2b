#!/bin/sh
# Makes a throw-away Python environment with the simulators that the quantum benchmark is measured beside, outside of the
# repository, and prints its interpreter. CPython 3.11 and a C compiler (for the kernels of QOKit, which its wheel has as source).
#
#   sh bench/peers/quantum-peers.sh [FOLDER]
#   npm run -s bench -- quantum --python FOLDER/bin/python
set -eu
folder=${1:-$(mktemp -d)/quantum-peers}
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet qulacs==0.6.14 qiskit==2.6.2 qiskit-aer==0.18.2 >&2
# Each by itself: what one cannot be had for must not take the others away.
"$folder/bin/pip" install --quiet qsimcirq==0.22.1 >&2 || echo 'qsimcirq could not be installed' >&2
"$folder/bin/pip" install --quiet --no-deps qokit==0.1.4 >&2 || echo 'qokit could not be installed' >&2
echo "$folder/bin/python"
