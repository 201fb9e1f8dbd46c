package secant.kernelshap;

final class OddProcess {}
