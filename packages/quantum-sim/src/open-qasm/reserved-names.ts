/** Names that neither a gate nor a parameter of an exported program in OpenQASM 3 may have. */
export const reservedNames3: ReadonlySet<string> = new Set(
  `OPENQASM include defcalgrammar def cal defcal gate extern box let break continue if else end return for while in switch
   case default nop pragma input output const readonly mutable qreg qubit creg bool bit int uint float angle complex array
   void duration stretch gphase inv pow ctrl negctrl dim durationof delay reset measure barrier true false im pi tau euler
   sin cos tan arcsin arccos arctan exp log sqrt mod floor ceiling popcount rotl rotr real imag sizeof
   p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu id u1 u2 u3 CX phase cphase U u q c
   π τ ℇ`.split(/\s+/),
);
