"""Times quantum simulators on one thread. Reads requests as JSON, one a line, and answers each with one line of JSON.

  {"peer": "versions"}
  {"peer": "qulacs" | "aer" | "qsim", "qubits": n, "gates": [[name, [qubits], [angles]] ...], "runs": r,
   "copies": c, "merge": bool}
  {"peer": "qokit", "qubits": n, "layers": p, "runs": r, "optimised": bool}

The answer is {"seconds": s}, the fastest of the runs, for one pass over the gates (one layer of QOKit), or {"why": text}.
Python and the set-up of a run are kept out: qulacs applies `copies` of the gates as one circuit; of Aer and qsim the
time of a run with the gates once is taken off one that has them `copies` + 1 times. QOKit's C is called directly.
"""
import atexit
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
warnings.filterwarnings("ignore")


def fastest(runs, act):
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best


def per_copy(runs, copies, once, more):
    """The time of one copy, by runs in turn that have 1 and copies + 1 of them."""
    short = long = float("inf")
    for _ in range(runs):
        short = min(short, once())
        long = min(long, more())
    if long <= short:
        raise RuntimeError("a longer circuit took no longer: the machine is too busy for this row")
    return (long - short) / copies


DENSE = [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]


def dense_matrix():
    import numpy

    # A general matrix by its zeros, unitary to 1e-8: a peer may not take a shorter way for an exchange.
    matrix = numpy.array(DENSE, dtype=complex)
    angle = 1e-9
    for row in range(4):
        for column in range(4):
            if matrix[row, column] == 0:
                matrix[row, column] = 1j * angle * (row + 1) * (column + 1)
    return matrix


def qulacs(request):
    from qulacs import QuantumCircuit, QuantumState
    from qulacs.circuit import QuantumCircuitOptimizer
    from qulacs.gate import CNOT, CZ, RX, RZ, DenseMatrix, H, PauliRotation, S, T, sqrtX, sqrtY

    makers = {
        "h": lambda q, a: H(q[0]),
        "rx": lambda q, a: RX(q[0], -a[0]),
        "rz": lambda q, a: RZ(q[0], -a[0]),
        "s": lambda q, a: S(q[0]),
        "t": lambda q, a: T(q[0]),
        "sx": lambda q, a: sqrtX(q[0]),
        "sy": lambda q, a: sqrtY(q[0]),
        "cx": lambda q, a: CNOT(q[0], q[1]),
        "cz": lambda q, a: CZ(q[0], q[1]),
        "rzz": lambda q, a: PauliRotation(q, [3, 3], -a[0]),
        "dense2": lambda q, a: DenseMatrix(q, dense_matrix()),
    }
    qubits, copies = request["qubits"], request.get("copies", 1)
    circuit = QuantumCircuit(qubits)
    for _ in range(copies):
        for name, on, angles in request["gates"]:
            circuit.add_gate(makers[name](on, angles))
    if request.get("merge"):
        QuantumCircuitOptimizer().optimize_light(circuit)
    state = QuantumState(qubits)
    state.set_Haar_random_state(1)
    return fastest(request["runs"], lambda: circuit.update_quantum_state(state)) / copies


def aer(request):
    from qiskit import QuantumCircuit
    from qiskit.circuit.library import UnitaryGate
    from qiskit.quantum_info import SparsePauliOp
    from qiskit_aer import AerSimulator

    qubits, copies = request["qubits"], request.get("copies", 1)
    dense = UnitaryGate(dense_matrix(), check_input=False)

    def repeated(count):
        circuit = QuantumCircuit(qubits)
        for _ in range(count):
            for name, on, angles in request["gates"]:
                if name == "dense2":
                    circuit.append(dense, on)
                else:
                    getattr(circuit, name)(*angles, *on)
        circuit.save_expectation_value(SparsePauliOp("I" * qubits), range(qubits))
        return circuit

    simulator = AerSimulator(
        method="statevector",
        max_parallel_threads=1,
        fusion_enable=bool(request.get("merge")),
        precision="double",
        # Or qubits without a gate would be left out of the state.
        enable_truncation=False,
    )
    once, more = repeated(1), repeated(copies + 1)

    def seconds(circuit):
        result = simulator.run(circuit, shots=1).result()
        if not result.success:
            raise RuntimeError(result.status)
        return result.results[0].time_taken

    return per_copy(request["runs"], copies, lambda: seconds(once), lambda: seconds(more))


def qsim(request):
    import cirq
    import qsimcirq

    line = cirq.LineQubit.range(request["qubits"])
    makers = {
        "h": lambda q, a: cirq.H(line[q[0]]),
        "rx": lambda q, a: cirq.rx(a[0])(line[q[0]]),
        "rz": lambda q, a: cirq.rz(a[0])(line[q[0]]),
        "t": lambda q, a: cirq.T(line[q[0]]),
        "sx": lambda q, a: (cirq.X**0.5)(line[q[0]]),
        "sy": lambda q, a: (cirq.Y**0.5)(line[q[0]]),
        "cx": lambda q, a: cirq.CNOT(line[q[0]], line[q[1]]),
        "cz": lambda q, a: cirq.CZ(line[q[0]], line[q[1]]),
    }
    copies = request.get("copies", 1)

    def repeated(count):
        return cirq.Circuit(
            makers[name](on, angles) for _ in range(count) for name, on, angles in request["gates"]
        )

    once, more = repeated(1), repeated(copies + 1)
    best = float("inf")
    # Which width of fused gates is best depends on the machine.
    for width in (2, 3, 4):
        simulator = qsimcirq.QSimSimulator({"t": 1, "f": width})

        def seconds(circuit):
            start = time.perf_counter()
            simulator.simulate(circuit, qubit_order=line)
            return time.perf_counter() - start

        best = min(best, per_copy(request["runs"], copies, lambda: seconds(once), lambda: seconds(more)))
    return best


libraries = {}


def qokit_library(optimised):
    """Compiles the C that the wheel of QOKit has, with declarations made of the definitions: headers are not in it."""
    if optimised in libraries:
        return libraries[optimised]
    import importlib.util
    import re

    package = Path(importlib.util.find_spec("qokit").origin).parent
    sources = sorted((package / "fur/c/csim/src").glob("*.c"))
    folder = Path(tempfile.mkdtemp(prefix="sigmax-qokit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for source in sources:
        text = source.read_text()
        heads = re.findall(r"^(?:static |inline )*(?:void|double|int)\s+\w+\s*\([^)]*\)\s*(?=\{)", text, re.M)
        kept = [head for head in heads if not head.startswith("static")]
        header = "#pragma once\n#include <stddef.h>\n#include <stdlib.h>\n#include <math.h>\n#include <complex.h>\n"
        (folder / f"{source.stem}.h").write_text(header + "".join(f"{head};\n" for head in kept))
    target = folder / "libqokit.so"
    flags = ["-O3", "-march=native"] if optimised else []
    command = ["gcc", "-shared", "-fPIC", *flags, f"-I{folder}", "-o", str(target), *map(str, sources), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"QOKit's C did not compile: {done.stderr[:300]}")
    libraries[optimised] = ctypes.CDLL(str(target))
    return libraries[optimised]


def qokit(request):
    import numpy

    library = qokit_library(bool(request.get("optimised")))
    qubits, layers = request["qubits"], request["layers"]
    size = 2**qubits
    random = numpy.random.default_rng(1)
    costs = random.normal(size=size)
    real = numpy.full(size, size**-0.5)
    imaginary = numpy.zeros(size)
    gammas = numpy.full(layers, 0.1)
    betas = numpy.full(layers, 0.2)

    def pointer(array):
        return array.ctypes.data_as(ctypes.POINTER(ctypes.c_double))

    library.apply_qaoa_furx.restype = None
    arguments = [pointer(one) for one in (real, imaginary, gammas, betas, costs)]
    call = lambda: library.apply_qaoa_furx(
        *arguments, ctypes.c_uint(qubits), ctypes.c_size_t(size), ctypes.c_size_t(layers)
    )
    return fastest(request["runs"], call) / layers


def versions():
    found = {}
    for name in ("qulacs", "qiskit-aer", "qsimcirq", "qokit"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            pass
    return found


PEERS = {"qulacs": qulacs, "aer": aer, "qsim": qsim, "qokit": qokit}


def answer(request):
    if request["peer"] == "versions":
        return versions()
    try:
        return {"seconds": PEERS[request["peer"]](request)}
    except Exception as error:  # The reason goes to the reader of the benchmark.
        return {"why": f"{type(error).__name__}: {error}"[:300]}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
